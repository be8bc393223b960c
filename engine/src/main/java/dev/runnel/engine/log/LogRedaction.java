package dev.runnel.engine.log;

import dev.runnel.core.codec.Redactor;
import dev.runnel.core.contract.Contract;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of what stands in a log, but for records that Runnel wrote with the same contract: they have
 * none. Not thread safe.
 */
public final class LogRedaction {
    private final String contract;
    private final @Nullable Redactor redactor;

    public LogRedaction(Contract contract) {
        this(contract, contract);
    }

    /** @param kept the contract as records of the log keep it */
    LogRedaction(Contract declared, Contract kept) {
        this.contract = declared.schemaId();
        this.redactor = Redactor.of(kept).orElse(null);
    }

    /** The JSON of a record itself, or treated. */
    byte[] treated(LogRecord record, byte[] json) {
        return redactor == null || contract.equals(record.contract()) ? json : redactor.redact(json, 0, json.length);
    }

    /** The record itself, or one without key and with a treated value. */
    public LogRecord treated(LogRecord record) {
        byte[] value = record.value();
        if (redactor == null || contract.equals(record.contract())) {
            return record;
        }
        return new LogRecord(
                null,
                value == null ? null : redactor.redact(value, 0, value.length),
                record.receivedAt(),
                record.correlationId(),
                record.schemaId(),
                record.partition(),
                record.offset(),
                record.contract(),
                record.replayTo());
    }
}
