package dev.runnel.connectors.lake.parquet;

import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;

/** Writers of fields that hold others. */
final class GroupWriters {
    private GroupWriters() {}

    /** A nested row: its fields in order. */
    static final class OfRow extends NodeWriter {
        private final NodeWriter[] fields;

        OfRow(String name, boolean nullable, int nullLevel, List<NodeWriter> fields) {
            super(name, nullable, nullLevel);
            this.fields = fields.toArray(NodeWriter[]::new);
        }

        @Override
        void writeValue(RowData row, int position, int repetition) {
            RowData nested = row.getRow(position, fields.length);
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(nested, i, repetition);
            }
        }

        @Override
        void writeNull(int repetition, int definition) {
            for (NodeWriter field : fields) {
                field.writeNull(repetition, definition);
            }
        }
    }

    /** A list: its elements, the first at the list's own repetition, the others one level deeper. */
    static final class OfList extends NodeWriter {
        private final NodeWriter element;
        private final int emptyLevel;
        private final int repeated;
        private final ElementRow elements = new ElementRow();

        OfList(String name, boolean nullable, int nullLevel, int repeated, NodeWriter element) {
            super(name, nullable, nullLevel);
            this.emptyLevel = nullable ? nullLevel + 1 : nullLevel;
            this.repeated = repeated;
            this.element = element;
        }

        @Override
        void writeValue(RowData row, int position, int repetition) {
            ArrayData array = row.getArray(position);
            if (array.size() == 0) {
                writeNull(repetition, emptyLevel);
                return;
            }
            elements.show(array);
            for (int i = 0, n = array.size(); i < n; i++) {
                element.write(elements, i, i == 0 ? repetition : repeated);
            }
        }

        @Override
        void writeNull(int repetition, int definition) {
            element.writeNull(repetition, definition);
        }
    }

    /** A map: its entries, a key and a value each. */
    static final class OfMap extends NodeWriter {
        private final NodeWriter key;
        private final NodeWriter value;
        private final int emptyLevel;
        private final int repeated;
        private final ElementRow keys = new ElementRow();
        private final ElementRow values = new ElementRow();

        OfMap(String name, boolean nullable, int nullLevel, int repeated, NodeWriter key, NodeWriter value) {
            super(name, nullable, nullLevel);
            this.emptyLevel = nullable ? nullLevel + 1 : nullLevel;
            this.repeated = repeated;
            this.key = key;
            this.value = value;
        }

        @Override
        void writeValue(RowData row, int position, int repetition) {
            MapData map = row.getMap(position);
            if (map.size() == 0) {
                writeNull(repetition, emptyLevel);
                return;
            }
            keys.show(map.keyArray());
            values.show(map.valueArray());
            for (int i = 0, n = map.size(); i < n; i++) {
                int level = i == 0 ? repetition : repeated;
                key.write(keys, i, level);
                value.write(values, i, level);
            }
        }

        @Override
        void writeNull(int repetition, int definition) {
            key.writeNull(repetition, definition);
            value.writeNull(repetition, definition);
        }
    }
}
