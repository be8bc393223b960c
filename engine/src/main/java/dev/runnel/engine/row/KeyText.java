package dev.runnel.engine.row;

import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * The key of a row in a log: the value's own text for one column, as the gateway keys a stream, a JSON array for several.
 * Not thread safe.
 */
public final class KeyText {
    private final int size;
    private final JsonRows.@Nullable Key key;
    private final RowData.FieldGetter[] path;

    /** @param columns none, a dotted path through nested rows, or several columns of the row */
    public KeyText(RowType type, List<String> columns) {
        this.size = columns.size();
        if (size != 1) {
            this.path = new RowData.FieldGetter[0];
            this.key = size == 0 ? null : new JsonRows.Key(type, columns);
            return;
        }
        String column = columns.get(0);
        String[] names = type.getFieldIndex(column) >= 0 ? new String[] {column} : column.split("\\.");
        this.path = new RowData.FieldGetter[names.length - 1];
        RowType at = type;
        for (int i = 0; i < path.length; i++) {
            int index = at.getFieldIndex(names[i]);
            LogicalType next = at.getTypeAt(index);
            path[i] = RowData.createFieldGetter(next, index);
            at = (RowType) next;
        }
        this.key = new JsonRows.Key(at, List.of(names[names.length - 1]));
    }

    /** The key in UTF-8; null when there is no key column or its value is null. */
    public byte @Nullable [] of(RowData row) {
        if (key == null) {
            return null;
        }
        RowData at = row;
        for (RowData.FieldGetter getter : path) {
            at = (RowData) getter.getFieldOrNull(at);
            if (at == null) {
                return null;
            }
        }
        return size == 1 ? key.text(at) : key.array(at);
    }
}
