package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.source.Relation;
import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** How positions stand in checkpoints. Their first form was Java's own. */
final class PositionForm {
    static final Form<CdcPosition> POSITIONS =
            new Form<>("positions in changes of tables", 2, PositionForm::write, PositionForm::read);

    private static final int NONE = -1;
    private static final byte TEXT = 1;
    private static final byte LONG = 2;
    private static final byte INT = 3;
    private static final byte FLAG = 4;

    private PositionForm() {}

    private static void write(CdcPosition position, DataOutputView out) throws IOException {
        StringValue.writeString(position.id(), out);
        Form.list(position.tables(), PositionForm::write, out);
        write(position.offset(), out);
        out.writeLong(position.skip());
        out.writeLong(position.at());
        Form.list(position.history(), StringValue::writeString, out);
    }

    private static CdcPosition read(DataInputView in) throws IOException {
        return new CdcPosition(
                StringValue.readString(in),
                List.copyOf(Form.list(PositionForm::table, in)),
                offset(in),
                in.readLong(),
                in.readLong(),
                new ArrayList<>(Form.list(StringValue::readString, in)));
    }

    private static void write(Relation.Table table, DataOutputView out) throws IOException {
        StringValue.writeString(table.catalog(), out);
        StringValue.writeString(table.schema(), out);
        StringValue.writeString(table.name(), out);
    }

    private static Relation.Table table(DataInputView in) throws IOException {
        return new Relation.Table(StringValue.readString(in), StringValue.readString(in), StringValue.readString(in));
    }

    private static void write(@Nullable Map<String, Object> offset, DataOutputView out) throws IOException {
        if (offset == null) {
            out.writeInt(NONE);
            return;
        }
        out.writeInt(offset.size());
        for (Map.Entry<String, Object> each : new TreeMap<>(offset).entrySet()) {
            StringValue.writeString(each.getKey(), out);
            value(each.getValue(), out);
        }
    }

    private static void value(Object value, DataOutputView out) throws IOException {
        if (value instanceof String text) {
            out.writeByte(TEXT);
            StringValue.writeString(text, out);
        } else if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (value instanceof Integer number) {
            out.writeByte(INT);
            out.writeInt(number);
        } else if (value instanceof Boolean flag) {
            out.writeByte(FLAG);
            out.writeBoolean(flag);
        } else {
            throw new IOException("a place in a database's log has a part that is " + value.getClass());
        }
    }

    private static @Nullable HashMap<String, Object> offset(DataInputView in) throws IOException {
        int size = in.readInt();
        if (size == NONE) {
            return null;
        }
        HashMap<String, Object> offset = new HashMap<>();
        for (int i = 0; i < size; i++) {
            offset.put(Objects.requireNonNull(StringValue.readString(in)), value(in));
        }
        return offset;
    }

    private static Object value(DataInputView in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case TEXT -> Objects.requireNonNull(StringValue.readString(in));
            case LONG -> in.readLong();
            case INT -> in.readInt();
            case FLAG -> in.readBoolean();
            default ->
                throw new IOException(
                        "the checkpoint is damaged: a part of kind " + kind + " in a place of a database's log");
        };
    }
}
