package dev.runnel.connectors.lake.parquet;

import org.apache.flink.table.data.RowData;

/** Writes one field of a row, with all that is below it, into its columns. Not thread safe. */
abstract class NodeWriter {
    private final String name;
    private final boolean nullable;
    private final int nullLevel;

    /**
     * @param nullLevel the definition level that says "the parent is there, this is not"
     */
    NodeWriter(String name, boolean nullable, int nullLevel) {
        this.name = name;
        this.nullable = nullable;
        this.nullLevel = nullLevel;
    }

    /**
     * Writes the field at a position of a row; nothing of the row is kept.
     *
     * @param position below 0 where the rows have no such field
     * @param repetition the level at which the value repeats, 0 for the first of a record
     */
    final void write(RowData row, int position, int repetition) {
        if (position >= 0 && !row.isNullAt(position)) {
            writeValue(row, position, repetition);
        } else if (nullable) {
            writeNull(repetition, nullLevel);
        } else {
            throw new IllegalStateException("the required column '" + name + "' is null");
        }
    }

    abstract void writeValue(RowData row, int position, int repetition);

    /** Writes into every column below that there is no value from {@code definition} on. */
    abstract void writeNull(int repetition, int definition);
}
