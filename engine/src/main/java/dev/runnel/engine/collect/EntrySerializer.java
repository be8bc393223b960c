package dev.runnel.engine.collect;

import dev.runnel.core.record.Violation;
import dev.runnel.engine.record.RecordSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Writes an {@link Entry} as its parts: between tasks, and in a batch. */
final class EntrySerializer extends RecordSerializer<Entry> {
    static final EntrySerializer INSTANCE = new EntrySerializer();

    private static final long serialVersionUID = 1;

    @Override
    public Entry createInstance() {
        return new Entry(null, new byte[0], 0, "", "", null, null, null);
    }

    @Override
    public void serialize(Entry entry, DataOutputView out) throws IOException {
        bytes(entry.key(), out);
        bytes(entry.value(), out);
        out.writeLong(entry.receivedAt());
        StringValue.writeString(entry.correlationId(), out);
        StringValue.writeString(entry.source(), out);
        StringValue.writeString(entry.schemaId(), out);
        StringValue.writeString(entry.row(), out);
        Violation why = entry.refusal();
        StringValue.writeString(why == null ? null : why.reason().name(), out);
        if (why != null) {
            StringValue.writeString(why.field(), out);
            StringValue.writeString(why.message(), out);
        }
    }

    @Override
    public Entry deserialize(DataInputView in) throws IOException {
        return new Entry(
                bytes(in),
                bytes(in),
                in.readLong(),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                refusal(in));
    }

    private static @Nullable Violation refusal(DataInputView in) throws IOException {
        String reason = StringValue.readString(in);
        return reason == null
                ? null
                : new Violation(
                        Violation.Reason.valueOf(reason), StringValue.readString(in), StringValue.readString(in), -1);
    }

    @Override
    public TypeSerializerSnapshot<Entry> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Entry> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
