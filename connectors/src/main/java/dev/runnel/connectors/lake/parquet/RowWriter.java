package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.lake.parquet.column.RowGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Shreds rows into the columns of one row group, as the Dremel paper describes: straight from the row into
 * the columns. Not thread safe.
 */
final class RowWriter {
    private final RowGroup group;
    private final NodeWriter[] columns;
    private final int[] positions;

    RowWriter(LandedColumns landed, RowGroup group) {
        this.group = group;
        this.positions = landed.positions();
        this.columns = landed.type().getFields().stream()
                .map(f -> node(f.getName(), f.getType(), new Place(List.of(), 0, 0)))
                .toArray(NodeWriter[]::new);
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

    private NodeWriter node(String name, LogicalType type, Place parent) {
        Place there = parent.below(name).there(type);
        boolean nullable = type.isNullable();
        int nullLevel = parent.definition();
        if (type instanceof RowType row) {
            List<NodeWriter> fields = row.getFields().stream()
                    .map(f -> node(f.getName(), f.getType(), there))
                    .toList();
            return new GroupWriters.OfRow(name, nullable, nullLevel, fields);
        }
        if (type instanceof ArrayType array) {
            Place each = there.repeated(ParquetSchema.LIST);
            NodeWriter element = node(ParquetSchema.ELEMENT, array.getElementType(), each);
            return new GroupWriters.OfList(name, nullable, nullLevel, each.repetition(), element);
        }
        if (type instanceof MapType map) {
            Place each = there.repeated(ParquetSchema.KEY_VALUE);
            NodeWriter key = node(ParquetSchema.KEY, map.getKeyType().copy(false), each);
            NodeWriter value = node(ParquetSchema.VALUE, map.getValueType(), each);
            return new GroupWriters.OfMap(name, nullable, nullLevel, each.repetition(), key, value);
        }
        return LeafWriters.of(type, new LeafWriters.Leaf(name, nullable, nullLevel, group.chunk(there.path())));
    }
}
