package dev.runnel.engine.log;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** How Flink carries a {@link LogRecord} between tasks. */
public final class LogRecordType extends TypeInformation<LogRecord> {
    public static final LogRecordType INSTANCE = new LogRecordType();

    private LogRecordType() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<LogRecord> getTypeClass() {
        return LogRecord.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<LogRecord> createSerializer(SerializerConfig config) {
        return LogRecordSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "LogRecord";
    }

    @Override
    public boolean equals(Object other) {
        return canEqual(other);
    }

    @Override
    public int hashCode() {
        return LogRecordType.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LogRecordType;
    }
}
