package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.dialect.KeyKind;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Divides a relation into splits of about the same number of rows. Where a whole-number key is dense, so that no even
 * range can have more than twice its share of rows, ranges between the least and the greatest value are even; otherwise
 * the database numbers the rows in the column's order, and every so many begin a split. Rows that have the same value
 * are in the same split.
 */
final class SplitPlanner {
    /** More would cost more to keep than they gain. */
    static final int MOST_SPLITS = 10_000;

    private static final BigInteger TWO = BigInteger.TWO;

    private final Queries queries;
    private final ReadDialect dialect;
    private final long splitRows;

    SplitPlanner(Connection connection, ReadDialect dialect, long splitRows) {
        queries = new Queries(connection, dialect);
        this.dialect = dialect;
        this.splitRows = splitRows;
    }

    List<Split> plan(Shape shape, @Nullable Interval interval) throws ReadFailure {
        if (interval != null && interval.isEmpty()) {
            return List.of();
        }
        if (shape.splitBy().isEmpty()) {
            return List.of(Split.whole(shape.relation(), interval));
        }
        KeyColumn column = shape.splitBy().get();
        try {
            return splits(shape.relation(), bounds(shape, column, interval), column, interval);
        } catch (SQLException e) {
            throw ReadFailure.of(
                    e,
                    shape.relation().shown() + " cannot be divided by '" + column.name() + "'",
                    "name another column in 'split_by'");
        } catch (NumberFormatException e) {
            throw new ReadFailure(
                    shape.relation().shown() + " has values in '" + column.name()
                            + "' that are no numbers: name another column in 'split_by'",
                    false);
        }
    }

    private List<String> bounds(Shape shape, KeyColumn column, @Nullable Interval interval) throws SQLException {
        Statements statements = new Statements(dialect, shape);
        if (column.kind() != KeyKind.WHOLE) {
            @Nullable
            String[] count = queries.rows(statements.count(column, interval), List.of(KeyKind.WHOLE))
                    .get(0);
            return percentiles(statements, column, interval, Long.parseLong(Objects.requireNonNull(count[0])));
        }
        List<KeyKind> kinds = List.of(KeyKind.WHOLE, KeyKind.WHOLE, KeyKind.WHOLE);
        @Nullable
        String[] extent =
                queries.rows(statements.extent(column, interval), kinds).get(0);
        long rows = Long.parseLong(Objects.requireNonNull(extent[2]));
        String least = extent[0];
        String greatest = extent[1];
        if (least == null || greatest == null || rows <= splitRows) {
            return List.of();
        }
        BigInteger from = new BigDecimal(least).toBigIntegerExact();
        BigInteger width =
                new BigDecimal(greatest).toBigIntegerExact().subtract(from).add(BigInteger.ONE);
        boolean dense = width.compareTo(BigInteger.valueOf(rows).multiply(TWO)) <= 0;
        return shape.splitsByKey() && dense
                ? even(from, width, (rows - 1) / rowsOf(rows) + 1)
                : percentiles(statements, column, interval, rows);
    }

    private long rowsOf(long rows) {
        return Math.max(splitRows, (rows - 1) / MOST_SPLITS + 1);
    }

    /** The inner bounds of so many ranges whose widths differ by one at most. */
    static List<String> even(BigInteger from, BigInteger width, long splits) {
        List<String> bounds = new ArrayList<>();
        for (long i = 1; i < splits; i++) {
            BigInteger bound = from.add(width.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(splits)));
            bounds.add(bound.toString());
        }
        return bounds;
    }

    private List<String> percentiles(Statements statements, KeyColumn column, @Nullable Interval interval, long rows)
            throws SQLException {
        if (rows <= splitRows) {
            return List.of();
        }
        List<String> bounds = new ArrayList<>();
        for (@Nullable
        String[] row : queries.rows(statements.percentiles(column, interval, rowsOf(rows)), List.of(column.kind()))) {
            String bound = Objects.requireNonNull(row[0]);
            if (bounds.isEmpty() || !bounds.get(bounds.size() - 1).equals(bound)) {
                bounds.add(bound);
            }
        }
        return bounds;
    }

    private static List<Split> splits(
            Relation relation, List<String> bounds, KeyColumn column, @Nullable Interval interval) {
        List<Split> splits = new ArrayList<>();
        String from = null;
        for (String bound : bounds) {
            splits.add(new Split(relation, from, bound, false, interval));
            from = bound;
        }
        splits.add(new Split(relation, from, null, false, interval));
        if (column.column().nullable()) {
            splits.add(new Split(relation, null, null, true, interval));
        }
        return List.copyOf(splits);
    }
}
