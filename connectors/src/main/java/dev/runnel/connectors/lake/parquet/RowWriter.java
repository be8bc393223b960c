package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.lake.parquet.column.RowGroup;
import dev.runnel.engine.row.DirectRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Shreds rows into the columns of one row group, as the Dremel paper describes: straight from the row into
 * the columns. Not thread safe.
 */
final class RowWriter {
    private final RowGroup group;
    private final NodeWriter[] columns;
    private final int[] positions;
    private final DirectRow.Slice slice = new DirectRow.Slice();

    RowWriter(LandedColumns landed, MessageType schema, RowGroup group) {
        this.group = group;
        this.positions = landed.positions();
        this.columns = nodes(landed.type(), schema, new Place(List.of(), 0, 0)).toArray(NodeWriter[]::new);
    }

    /** Writes one row; nothing of it is kept. */
    void write(RowData row) throws IOException {
        for (int i = 0; i < columns.length; i++) {
            columns[i].write(row, positions[i], 0);
        }
        group.endRow();
    }

    /**
     * A place in the schema.
     *
     * @param definition the definition level when all to here is there
     * @param repetition how many repeated groups lead to here
     */
    private record Place(List<String> path, int definition, int repetition) {
        Place below(String name) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            return new Place(deeper, definition, repetition);
        }

        Place there(LogicalType type) {
            return type.isNullable() ? new Place(path, definition + 1, repetition) : this;
        }

        Place repeated(String group) {
            return new Place(below(group).path(), definition + 1, repetition + 1);
        }
    }

    private List<NodeWriter> nodes(RowType row, GroupType group, Place there) {
        List<NodeWriter> fields = new ArrayList<>();
        for (int i = 0; i < row.getFieldCount(); i++) {
            fields.add(node(row.getTypeAt(i), group.getType(i), there));
        }
        return fields;
    }

    private NodeWriter node(LogicalType type, Type column, Place parent) {
        String name = column.getName();
        Place there = parent.below(name).there(type);
        boolean nullable = type.isNullable();
        int nullLevel = parent.definition();
        if (type instanceof RowType row) {
            return new GroupWriters.OfRow(name, nullable, nullLevel, nodes(row, column.asGroupType(), there));
        }
        if (type instanceof ArrayType array) {
            GroupType repeated = column.asGroupType().getType(0).asGroupType();
            Place each = there.repeated(repeated.getName());
            NodeWriter element = node(array.getElementType(), repeated.getType(0), each);
            return new GroupWriters.OfList(name, nullable, nullLevel, each.repetition(), element);
        }
        if (type instanceof MapType map) {
            GroupType repeated = column.asGroupType().getType(0).asGroupType();
            Place each = there.repeated(repeated.getName());
            NodeWriter key = node(map.getKeyType().copy(false), repeated.getType(0), each);
            NodeWriter value = node(map.getValueType(), repeated.getType(1), each);
            return new GroupWriters.OfMap(name, nullable, nullLevel, each.repetition(), key, value);
        }
        return LeafWriters.of(type, new LeafWriters.Leaf(name, nullable, nullLevel, group.chunk(there.path())), slice);
    }
}
