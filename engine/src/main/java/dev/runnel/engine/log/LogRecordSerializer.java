package dev.runnel.engine.log;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Writes a {@link LogRecord} as its parts, arrays with their length before them (-1 for null). */
final class LogRecordSerializer extends TypeSerializerSingleton<LogRecord> {
    static final LogRecordSerializer INSTANCE = new LogRecordSerializer();

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public LogRecord createInstance() {
        return new LogRecord(null, null, 0, null, null, 0, 0);
    }

    @Override
    public LogRecord copy(LogRecord from) {
        return from;
    }

    @Override
    public LogRecord copy(LogRecord from, LogRecord reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
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
                StringValue.readString(in));
    }

    @Override
    public LogRecord deserialize(LogRecord reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    private static void bytes(byte @Nullable [] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] bytes(DataInputView in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
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
