package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.column.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a database tells of a relation, and in which order its rows are read.
 *
 * @param key columns that identify a row, none of them ever null; none when nothing is known to
 * @param splitBy the column whose ranges are read side by side
 * @param increment the column that only grows
 * @param incrementIsUnique whether no two rows have the same value of it
 */
record Shape(
        Relation relation,
        List<Column> columns,
        List<KeyColumn> key,
        Optional<KeyColumn> splitBy,
        Optional<KeyColumn> increment,
        boolean incrementIsUnique) {

    /**
     * The columns that order the rows of a split, so that no two rows stand at the same place; none without a key.
     *
     * @param nulls whether the split has the rows whose split column is null
     */
    List<KeyColumn> order(boolean nulls) {
        if (key.isEmpty()) {
            return List.of();
        }
        return Stream.concat(splitBy.stream().filter(c -> !nulls), key.stream())
                .distinct()
                .toList();
    }

    /** Whether a split column's values identify rows. */
    boolean splitsByKey() {
        return splitBy.isPresent() && key.equals(List.of(splitBy.get()));
    }
}
