package dev.runnel.engine.log;

import dev.runnel.engine.record.RecordType;

/** How Flink carries a {@link LogRecord} between tasks. */
public final class LogRecordType extends RecordType<LogRecord> {
    public static final LogRecordType INSTANCE = new LogRecordType();

    private static final long serialVersionUID = 1;

    private LogRecordType() {
        super(LogRecord.class, LogRecordSerializer.INSTANCE);
    }
}
