package dev.runnel.engine.collect;

import dev.runnel.core.record.SourcePosition;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.SourceRow;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.record.RecordSerializer;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Writes a {@link SourceRecord} as its parts. */
final class SourceRecordSerializer extends RecordSerializer<SourceRecord> {
    static final SourceRecordSerializer INSTANCE = new SourceRecordSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public SourceRecord createInstance() {
        return SourceRecord.of(new byte[0], "");
    }

    @Override
    public void serialize(SourceRecord record, DataOutputView out) throws IOException {
        bytes(record.key(), out);
        bytes(record.value(), out);
        StringValue.writeString(record.position().toString(), out);
        out.writeBoolean(record.broken().isPresent());
        if (record.broken().isPresent()) {
            Violation why = record.broken().get();
            StringValue.writeString(why.reason().name(), out);
            StringValue.writeString(why.field(), out);
            StringValue.writeString(why.message(), out);
            out.writeInt(why.position());
        }
        StringValue.writeString(record.row().map(SourceRow::id).orElse(null), out);
        if (record.row().isPresent()) {
            out.writeBoolean(record.row().get().isGone());
        }
    }

    @Override
    public SourceRecord deserialize(DataInputView in) throws IOException {
        return new SourceRecord(
                bytes(in),
                Objects.requireNonNull(bytes(in)),
                SourcePosition.of(StringValue.readString(in)),
                in.readBoolean()
                        ? Optional.of(new Violation(
                                Violation.Reason.valueOf(StringValue.readString(in)),
                                StringValue.readString(in),
                                StringValue.readString(in),
                                in.readInt()))
                        : Optional.empty(),
                row(in));
    }

    private static Optional<SourceRow> row(DataInputView in) throws IOException {
        String id = StringValue.readString(in);
        return id == null ? Optional.empty() : Optional.of(new SourceRow(id, in.readBoolean()));
    }

    @Override
    public TypeSerializerSnapshot<SourceRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRecord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
