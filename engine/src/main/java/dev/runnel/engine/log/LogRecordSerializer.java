package dev.runnel.engine.log;

import dev.runnel.engine.record.RecordSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Writes a {@link LogRecord} as its parts. */
final class LogRecordSerializer extends RecordSerializer<LogRecord> {
    static final LogRecordSerializer INSTANCE = new LogRecordSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public LogRecord createInstance() {
        return new LogRecord(null, null, 0, null, null, 0, 0);
    }

    @Override
    public void serialize(LogRecord record, DataOutputView out) throws IOException {
        bytes(record.key(), out);
        bytes(record.value(), out);
        out.writeLong(record.receivedAt());
        StringValue.writeString(record.correlationId(), out);
        StringValue.writeString(record.schemaId(), out);
        out.writeInt(record.partition());
        out.writeLong(record.offset());
        StringValue.writeString(record.contract(), out);
        StringValue.writeString(record.replayTo(), out);
        StringValue.writeString(record.row(), out);
    }

    @Override
    public LogRecord deserialize(DataInputView in) throws IOException {
        return new LogRecord(
                bytes(in),
                bytes(in),
                in.readLong(),
                StringValue.readString(in),
                StringValue.readString(in),
                in.readInt(),
                in.readLong(),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in));
    }

    @Override
    public TypeSerializerSnapshot<LogRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LogRecord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
