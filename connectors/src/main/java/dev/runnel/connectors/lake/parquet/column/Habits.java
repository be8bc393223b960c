package dev.runnel.connectors.lake.parquet.column;

import java.util.BitSet;

/**
 * What was seen of a table's columns in the row groups before: whether a dictionary made them smaller. Columns that it did
 * not begin plain, and are tried again now and then, since data change. Not thread safe.
 */
public final class Habits {
    private static final int GROUPS_BETWEEN_TRIALS = 16;

    private final BitSet plain = new BitSet();
    private int groups;

    /** Takes note that a row group begins; whether every column is tried again in it. */
    boolean tries() {
        return groups++ % GROUPS_BETWEEN_TRIALS == 0;
    }

    boolean isPlain(int column) {
        return plain.get(column);
    }

    void learn(int column, boolean isPlain) {
        plain.set(column, isPlain);
    }
}
