package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.Interval;
import dev.runnel.connectors.jdbc.source.Position;
import dev.runnel.connectors.jdbc.source.Relation;
import dev.runnel.connectors.jdbc.source.Split;
import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** How splits, and what is remembered of reads, stand in checkpoints. Their first form was Java's own. */
final class TableForms {
    static final Form<TableSplit> SPLITS = new Form<>("tables", 2, TableForms::write, TableForms::split);
    static final Form<Planned> PLANNED = new Form<>("the reads of tables", 2, TableForms::write, TableForms::planned);

    private static final byte TABLE = 1;
    private static final byte QUERY = 2;
    private static final byte AFTER_KEY = 1;
    private static final byte AFTER_ROWS = 2;

    private TableForms() {}

    private static void write(TableSplit split, DataOutputView out) throws IOException {
        out.writeLong(split.number());
        write(split.split().relation(), out);
        StringValue.writeString(split.split().from(), out);
        StringValue.writeString(split.split().to(), out);
        out.writeBoolean(split.split().nulls());
        write(split.split().interval(), out);
        write(split.position(), out);
    }

    private static TableSplit split(DataInputView in) throws IOException {
        return new TableSplit(
                in.readLong(),
                new Split(
                        relation(in),
                        StringValue.readString(in),
                        StringValue.readString(in),
                        in.readBoolean(),
                        interval(in)),
                position(in));
    }

    private static void write(Planned planned, DataOutputView out) throws IOException {
        out.writeLong(planned.numbers());
        out.writeInt(planned.intervals().size());
        for (Map.Entry<Relation, Interval> each : planned.intervals().entrySet()) {
            write(each.getKey(), out);
            write(each.getValue(), out);
        }
    }

    private static Planned planned(DataInputView in) throws IOException {
        long numbers = in.readLong();
        Map<Relation, Interval> intervals = new HashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            intervals.put(relation(in), Objects.requireNonNull(interval(in)));
        }
        return new Planned(numbers, intervals);
    }

    private static void write(Relation relation, DataOutputView out) throws IOException {
        if (relation instanceof Relation.Table table) {
            out.writeByte(TABLE);
            StringValue.writeString(table.catalog(), out);
            StringValue.writeString(table.schema(), out);
            StringValue.writeString(table.name(), out);
        } else if (relation instanceof Relation.Query query) {
            out.writeByte(QUERY);
            StringValue.writeString(query.sql(), out);
        }
    }

    private static Relation relation(DataInputView in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case TABLE ->
                new Relation.Table(StringValue.readString(in), StringValue.readString(in), StringValue.readString(in));
            case QUERY -> new Relation.Query(StringValue.readString(in));
            default -> throw damaged(kind);
        };
    }

    private static void write(@Nullable Interval interval, DataOutputView out) throws IOException {
        out.writeBoolean(interval != null);
        if (interval != null) {
            StringValue.writeString(interval.from(), out);
            StringValue.writeString(interval.to(), out);
            out.writeBoolean(interval.closedAbove());
            out.writeLong(interval.settle().toMillis());
        }
    }

    private static @Nullable Interval interval(DataInputView in) throws IOException {
        return in.readBoolean()
                ? new Interval(
                        StringValue.readString(in),
                        StringValue.readString(in),
                        in.readBoolean(),
                        Duration.ofMillis(in.readLong()))
                : null;
    }

    private static void write(Position position, DataOutputView out) throws IOException {
        if (position instanceof Position.AfterKey key) {
            out.writeByte(AFTER_KEY);
            Form.list(key.values(), StringValue::writeString, out);
        } else if (position instanceof Position.AfterRows rows) {
            out.writeByte(AFTER_ROWS);
            out.writeLong(rows.rows());
        }
    }

    private static Position position(DataInputView in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case AFTER_KEY -> new Position.AfterKey(Form.list(StringValue::readString, in));
            case AFTER_ROWS -> new Position.AfterRows(in.readLong());
            default -> throw damaged(kind);
        };
    }

    private static IOException damaged(byte kind) {
        return new IOException("the checkpoint is damaged: it has a relation or position of kind " + kind);
    }
}
