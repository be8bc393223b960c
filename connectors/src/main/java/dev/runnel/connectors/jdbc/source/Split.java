package dev.runnel.connectors.jdbc.source;

import org.jspecify.annotations.Nullable;

/**
 * A part of a relation's rows: those whose split column is at least {@code from} and below {@code to}. The splits of one
 * plan have each row in exactly one of them, also rows that come while they are read: the first has no lower bound, the
 * last no upper one, and rows whose split column is null have their own.
 *
 * @param from null for no bound
 * @param to null for no bound
 * @param nulls whether it has the rows whose split column is null, and only those
 * @param interval what is read of a growing column; null when everything is
 */
public record Split(
        Relation relation, @Nullable String from, @Nullable String to, boolean nulls, @Nullable Interval interval) {

    /** All rows; where the split column can be null, all others than those. */
    static Split whole(Relation relation, @Nullable Interval interval) {
        return new Split(relation, null, null, false, interval);
    }

    /** Names the split among those of its plan. */
    public String id() {
        return relation.shown()
                + (nulls ? "[null]" : "[" + (from == null ? "" : from) + ".." + (to == null ? "" : to) + ")");
    }
}
