package dev.runnel.engine.collect;

import dev.runnel.engine.record.RecordSerializer;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;

/** A batch as a checkpoint keeps it. */
final class BatchSerializer implements SimpleVersionedSerializer<Batch> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(Batch batch) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64 + batch.inline().length);
        out.writeLong(batch.run());
        out.writeLong(batch.number());
        out.writeInt(batch.count());
        out.writeBoolean(batch.last());
        RecordSerializer.bytes(batch.inline(), out);
        StringValue.writeString(batch.file(), out);
        return out.getCopyOfBuffer();
    }

    @Override
    public Batch deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("a batch of version " + version + " was written by a newer Runnel");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        return new Batch(
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readBoolean(),
                Objects.requireNonNull(RecordSerializer.bytes(in)),
                StringValue.readString(in));
    }
}
