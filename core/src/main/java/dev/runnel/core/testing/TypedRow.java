package dev.runnel.core.testing;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.yaml.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as values of its columns' types, by which rows are compared. */
record TypedRow(RecordType type, @Nullable Object[] values) {
    /** How far binary floating point numbers may be apart, relative to their size. */
    private static final double CLOSE = 1e-9;

    @Nullable
    Object value(String column) {
        return values[index(type, column)];
    }

    /** Whether another row has the same values in the columns that {@code columns} names, nested ones too. */
    boolean agrees(Node.Mapping columns, TypedRow other) {
        return agrees(columns, type, values, other.values);
    }

    /** The same for one column. */
    boolean agrees(Node.Entry column, TypedRow other) {
        int i = index(type, column.key());
        return agrees(column.value(), type.fields().get(i).type(), values[i], other.values[i]);
    }

    private static boolean agrees(
            Node.Mapping columns, RecordType type, @Nullable Object[] mine, @Nullable Object[] theirs) {
        return columns.entries().stream().allMatch(column -> {
            int i = index(type, column.key());
            return i >= 0 && agrees(column.value(), type.fields().get(i).type(), mine[i], theirs[i]);
        });
    }

    private static boolean agrees(Node node, Type type, @Nullable Object mine, @Nullable Object theirs) {
        if (type instanceof RecordType row
                && node instanceof Node.Mapping columns
                && mine instanceof Object[] a
                && theirs instanceof Object[] b) {
            return agrees(columns, row, a, b);
        }
        return same(mine, theirs);
    }

    private static int index(RecordType type, String column) {
        for (int i = 0; i < type.fields().size(); i++) {
            if (type.fields().get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof Double || a instanceof Float) {
            double x = ((Number) a).doubleValue();
            double y = ((Number) b).doubleValue();
            return x == y || Math.abs(x - y) <= CLOSE * Math.max(Math.abs(x), Math.abs(y));
        }
        if (a instanceof byte[] x && b instanceof byte[] y) {
            return Arrays.equals(x, y);
        }
        if (a instanceof Object[] x && b instanceof Object[] y) {
            return same(Arrays.asList(x), Arrays.asList(y));
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet()) && x.keySet().stream().allMatch(k -> same(x.get(k), y.get(k)));
        }
        return a instanceof List<?> x && b instanceof List<?> y ? same(x, y) : a.equals(b);
    }

    private static boolean same(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
