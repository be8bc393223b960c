package dev.runnel.engine.log;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.row.DecodedRow;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of a log shown as a row: fields of its value, and system columns. */
final class LogRow extends DecodedRow {
    private static final SystemColumn[] SYSTEM = SystemColumn.values();

    private final DecodedRecord decoded;
    private final int eventTime;
    private final LogFormat format;
    private @Nullable LogRecord record;

    /**
     * @param columns dotted paths of fields, or names of system columns
     * @param eventTime the slot of the event time; below 0 where it is the time of receipt
     */
    LogRow(DecodedRecord decoded, List<String> columns, int eventTime, LogFormat format) {
        super(decoded, columns.stream().mapToInt(c -> slot(decoded, c)).toArray());
        this.decoded = decoded;
        this.eventTime = eventTime;
        this.format = format;
    }

    /** A field's slot; a system column is -1 for the first of them, and so on. */
    private static int slot(DecodedRecord decoded, String column) {
        return decoded.layout()
                .find(column)
                .orElseGet(() -> -1
                        - Arrays.stream(SYSTEM)
                                .filter(c -> c.column().equals(column))
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalArgumentException("no field or system column is named " + column))
                                .ordinal());
    }

    private static SystemColumn system(int column) {
        return SYSTEM[-1 - column];
    }

    void show(LogRecord next) {
        record = next;
    }

    private LogRecord record() {
        return Objects.requireNonNull(record);
    }

    @Override
    protected boolean isNullBeside(int column) {
        return switch (system(column)) {
            case CORRELATION_ID -> record().correlationId() == null;
            case SCHEMA_ID -> format.schemaId(record()) == null;
            case EVENT_TIME, RECEIVED_AT, PARTITION, OFFSET -> false;
        };
    }

    @Override
    protected long numberBeside(int column) {
        return switch (system(column)) {
            case PARTITION -> record().partition();
            case OFFSET -> record().offset();
            case EVENT_TIME, RECEIVED_AT, CORRELATION_ID, SCHEMA_ID -> super.numberBeside(column);
        };
    }

    @Override
    protected long millisBeside(int column) {
        return switch (system(column)) {
            case EVENT_TIME ->
                eventTime < 0 || decoded.isNull(eventTime)
                        ? record().receivedAt()
                        : Math.floorDiv(decoded.number(eventTime), 1000L);
            case RECEIVED_AT -> record().receivedAt();
            case PARTITION, OFFSET, CORRELATION_ID, SCHEMA_ID -> super.millisBeside(column);
        };
    }

    @Override
    protected String textBeside(int column) {
        return switch (system(column)) {
            case CORRELATION_ID -> Objects.requireNonNull(record().correlationId());
            case SCHEMA_ID -> Objects.requireNonNull(format.schemaId(record()));
            case EVENT_TIME, RECEIVED_AT, PARTITION, OFFSET -> super.textBeside(column);
        };
    }
}
