package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements that read a relation. Text only: nothing is sent from here. */
final class Statements {
    private final ReadDialect dialect;
    private final Shape shape;
    private final String from;

    /** A value for a mark. */
    record Bound(KeyColumn column, String value) {}

    /** A statement and the values of its marks, in their order. */
    record Prepared(String sql, List<Bound> bounds) {}

    Statements(ReadDialect dialect, Shape shape) {
        this.dialect = dialect;
        this.shape = shape;
        from = shape.relation().from(dialect.database());
    }

    /**
     * The rows of a split behind a key, in the split's order. Behind the columns stand those of the order, in their own
     * text. A query that nothing is asked of goes as it is.
     *
     * @param after values of the columns that order the split; none for all rows
     */
    Prepared rows(Split split, List<String> after) {
        List<KeyColumn> order = shape.order(split.nulls());
        Where where = new Where();
        interval(where, split.interval());
        range(where, split);
        behind(where, order, after);
        if (goesAsItIs(where, order) && shape.relation() instanceof Relation.Query query) {
            return new Prepared(query.sql(), List.of());
        }
        List<String> selected = new ArrayList<>();
        for (Column column : shape.columns()) {
            String name = name(column);
            selected.add(dialect.expression(column).map(e -> e + " AS " + name).orElse(name));
        }
        for (int i = 0; i < order.size(); i++) {
            if (indexOf(order.get(i)) < 0) {
                selected.add(name(order.get(i)) + " AS " + dialect.database().quote("_key" + i));
            }
        }
        String by = order.stream().map(this::name).collect(Collectors.joining(", "));
        return new Prepared(
                "SELECT " + String.join(", ", selected) + " FROM " + from + where.text()
                        + (by.isEmpty() ? "" : " ORDER BY " + by),
                where.bounds);
    }

    private boolean goesAsItIs(Where where, List<KeyColumn> order) {
        return where.parts.isEmpty()
                && order.isEmpty()
                && shape.columns().stream().allMatch(c -> dialect.expression(c).isEmpty());
    }

    /** Where among the columns an ordering column stands as it is, from 0; -1 when it has to be selected once more. */
    int indexOf(KeyColumn column) {
        for (int i = 0; i < shape.columns().size(); i++) {
            Column selected = shape.columns().get(i);
            if (selected.name().equals(column.name())) {
                return dialect.expression(selected).isEmpty() ? i : -1;
            }
        }
        return -1;
    }

    /** The least and the greatest value of the split column, and how many rows have one. */
    Prepared extent(KeyColumn column, @Nullable Interval interval) {
        Where where = new Where();
        interval(where, interval);
        String name = name(column);
        return new Prepared(
                "SELECT MIN(" + name + "), MAX(" + name + "), COUNT(" + name + ") FROM " + from + where.text(),
                where.bounds);
    }

    /** How many rows have a value of the split column. */
    Prepared count(KeyColumn column, @Nullable Interval interval) {
        Where where = new Where();
        interval(where, interval);
        return new Prepared("SELECT COUNT(" + name(column) + ") FROM " + from + where.text(), where.bounds);
    }

    /** Every so many rows, the value of the split column; its order, the values it compares by, is the database's. */
    Prepared percentiles(KeyColumn column, @Nullable Interval interval, long rows) {
        Where where = new Where();
        interval(where, interval);
        String name = name(column);
        where.add(name + " IS NOT NULL");
        // the names are no column's: an ordering would mean that column otherwise
        return new Prepared(
                "SELECT runnel_key FROM (SELECT " + name + " AS runnel_key, ROW_NUMBER() OVER (ORDER BY " + name
                        + ") AS runnel_row FROM " + from + where.text()
                        + ") r WHERE runnel_row > 1 AND (runnel_row - 1) % " + rows + " = 0 ORDER BY runnel_row",
                where.bounds);
    }

    /** The greatest value of the growing column. */
    String greatest(KeyColumn column) {
        return "SELECT MAX(" + name(column) + ") FROM " + from;
    }

    private void interval(Where where, @Nullable Interval interval) {
        if (interval == null) {
            return;
        }
        KeyColumn column = shape.increment().orElseThrow();
        if (interval.from() != null) {
            where.compare(column, interval.lowerSign(), interval.from());
        }
        if (interval.to() != null) {
            where.compare(column, interval.upperSign(), interval.to());
        }
    }

    private void range(Where where, Split split) {
        if (split.nulls()) {
            where.add(name(shape.splitBy().orElseThrow()) + " IS NULL");
        }
        boolean mayBeNull =
                shape.splitBy().isPresent() && shape.splitBy().get().column().nullable();
        if (mayBeNull && !split.nulls() && split.from() == null && split.to() == null) {
            where.add(name(shape.splitBy().get()) + " IS NOT NULL");
        }
        if (split.from() != null) {
            where.compare(shape.splitBy().orElseThrow(), ">=", split.from());
        }
        if (split.to() != null) {
            where.compare(shape.splitBy().orElseThrow(), "<", split.to());
        }
    }

    /**
     * {@code a >= ? AND (a > ? OR (a = ? AND b > ?))}: not every database compares rows, and by the first part the index is
     * found.
     */
    private void behind(Where where, List<KeyColumn> order, List<String> after) {
        if (after.isEmpty()) {
            return;
        }
        if (order.size() == 1) {
            where.compare(order.get(0), ">", after.get(0));
            return;
        }
        where.compare(order.get(0), ">=", after.get(0));
        List<String> choices = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            List<String> equal = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                equal.add(where.marked(order.get(j), "=", after.get(j)));
            }
            equal.add(where.marked(order.get(i), ">", after.get(i)));
            choices.add(equal.size() == 1 ? equal.get(0) : "(" + String.join(" AND ", equal) + ")");
        }
        where.add("(" + String.join(" OR ", choices) + ")");
    }

    private String name(KeyColumn column) {
        return name(column.column());
    }

    private String name(Column column) {
        return dialect.database().quote(column.name());
    }

    /** Conditions that all hold. */
    private final class Where {
        private final List<String> parts = new ArrayList<>();
        private final List<Bound> bounds = new ArrayList<>();

        void add(String condition) {
            parts.add(condition);
        }

        void compare(KeyColumn column, String sign, String value) {
            parts.add(marked(column, sign, value));
        }

        String marked(KeyColumn column, String sign, String value) {
            bounds.add(new Bound(column, value));
            return name(column) + " " + sign + " " + dialect.mark(column.column());
        }

        String text() {
            return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
        }
    }
}
