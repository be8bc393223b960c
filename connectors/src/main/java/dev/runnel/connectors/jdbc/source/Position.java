package dev.runnel.connectors.jdbc.source;

import java.util.List;

/** How far a split was read. */
public sealed interface Position {

    /** Nothing was read. */
    Position START = new AfterRows(0);

    /**
     * Rows up to and with the one of this key were read; rows that came or went since make no difference to those behind
     * it.
     *
     * @param values of the columns that order the split, as text
     */
    record AfterKey(List<String> values) implements Position {
        public AfterKey {
            values = List.copyOf(values);
        }
    }

    /**
     * So many rows were read of a relation that has no key. It is exact as long as the database gives the rows in the same
     * order again: nothing may be written to the relation meanwhile, and a query needs an {@code ORDER BY}.
     */
    record AfterRows(long rows) implements Position {}
}
