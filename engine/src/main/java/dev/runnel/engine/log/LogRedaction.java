package dev.runnel.engine.log;

import dev.runnel.core.contract.Contract;
import dev.runnel.schema.wire.WireRedactor;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of what stands in a log, but for records that Runnel wrote with the same contract: they have
 * none. Not thread safe.
 */
public final class LogRedaction {
    private final String contract;
    private final @Nullable WireRedactor redactor;

    /** @param format how the log's values are written */
    public LogRedaction(Contract contract, LogFormat format) {
        this.contract = contract.schemaId();
        this.redactor = format.redactor(contract).orElse(null);
    }

    /** The JSON that was made of a record's value itself, or treated. */
    byte[] treated(LogRecord record, byte[] json) {
        return redactor == null || contract.equals(record.contract()) ? json : redactor.json(json);
    }

    /** The record itself, or one without key and with a treated value, in the log's format. */
    public LogRecord treated(LogRecord record) {
        byte[] value = record.value();
        if (redactor == null || contract.equals(record.contract())) {
            return record;
        }
        return new LogRecord(
                null,
                value == null ? null : redactor.value(value),
                record.receivedAt(),
                record.correlationId(),
                record.schemaId(),
                record.partition(),
                record.offset(),
                record.contract(),
                record.replayTo(),
                record.row());
    }
}
