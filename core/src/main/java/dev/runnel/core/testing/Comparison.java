package dev.runnel.core.testing;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.core.yaml.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one stream or model beside those expected. Rows are paired so that as many as possible agree in the columns
 * that were expected; what is left is paired by likeness.
 */
public final class Comparison {
    private static final int NONE = -1;

    private final ExpectedRows expectation;
    private final List<TypedRow> expected = new ArrayList<>();
    private final List<TypedRow> actual;
    /** For each expected row the index of the one that it is paired with, or -1. */
    private final int[] pairs;

    private final boolean[] agree;

    private Comparison(ExpectedRows expectation, List<TypedRow> expected, List<TypedRow> actual) {
        this.expectation = expectation;
        this.expected.addAll(expected);
        this.actual = actual;
        this.pairs = expectation.ordered()
                ? IntStream.range(0, expected.size())
                        .map(i -> i < actual.size() ? i : NONE)
                        .toArray()
                : Pairing.of(expected.size(), actual.size(), this::agrees);
        this.agree = new boolean[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            agree[i] = pairs[i] != NONE && agrees(i, pairs[i]);
        }
        if (!expectation.ordered()) {
            pairByLikeness();
        }
    }

    /** Compares. Empty after reporting columns that do not exist and values that they cannot hold. */
    public static Optional<Comparison> of(ExpectedRows expectation, ResultRows result, Diagnostics out) {
        RowTypist typist = new RowTypist(result.type());
        ExpectedReader check = new ExpectedReader(out);
        int before = out.all().size();
        List<TypedRow> expected = new ArrayList<>();
        for (Node.Mapping row : expectation.rows()) {
            check.checkColumns(row, result.type(), "column of '" + expectation.of() + "'");
            typist.expected(row, out).ifPresent(expected::add);
        }
        if (out.all().size() > before) {
            return Optional.empty();
        }
        List<TypedRow> actual = result.rows().stream().map(typist::result).toList();
        return Optional.of(new Comparison(expectation, expected, actual));
    }

    private boolean agrees(int e, int a) {
        return expected.get(e).agrees(expectation.rows().get(e), actual.get(a));
    }

    private void pairByLikeness() {
        for (int e = 0; e < pairs.length; e++) {
            if (pairs[e] != NONE) {
                continue;
            }
            int best = NONE;
            long most = 0;
            for (int a : unpaired()) {
                long alike = alike(e, a);
                if (alike > most) {
                    most = alike;
                    best = a;
                }
            }
            pairs[e] = best;
        }
    }

    private long alike(int e, int a) {
        return expectation.rows().get(e).entries().stream()
                .filter(column -> expected.get(e).agrees(column, actual.get(a)))
                .count();
    }

    private int[] unpaired() {
        return IntStream.range(0, actual.size())
                .filter(a -> Arrays.stream(pairs).noneMatch(p -> p == a))
                .toArray();
    }

    /** What was expected. */
    public ExpectedRows expectation() {
        return expectation;
    }

    /** Whether all is as expected. */
    public boolean holds() {
        return !expectation.open() && matched() == expected.size() && matched() == actual.size();
    }

    /** How many rows are as expected. */
    public int matched() {
        return (int) IntStream.range(0, agree.length).filter(i -> agree[i]).count();
    }

    /** What is not as expected: rows in the order of the test, then those that were not expected. */
    public List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        for (int e = 0; e < pairs.length; e++) {
            if (!agree[e]) {
                differences.add(difference(e));
            }
        }
        for (int a : unpaired()) {
            differences.add(new Difference.Unexpected(RowText.row(actual.get(a), column -> true)));
        }
        return differences;
    }

    private Difference difference(int e) {
        Node.Mapping row = expectation.rows().get(e);
        TypedRow wanted = expected.get(e);
        if (pairs[e] == NONE) {
            return new Difference.Missing(RowText.row(wanted, c -> row.find(c).isPresent()), row.at());
        }
        TypedRow got = actual.get(pairs[e]);
        List<Node.Entry> other =
                row.entries().stream().filter(c -> !wanted.agrees(c, got)).toList();
        List<Difference.Cell> cells = other.stream()
                .map(c -> new Difference.Cell(c.key(), cell(wanted, c.key()), cell(got, c.key())))
                .toList();
        String same = RowText.row(
                got,
                c -> row.find(c).isPresent()
                        && other.stream().noneMatch(o -> o.key().equals(c)));
        return new Difference.Changed(same, cells, row.at());
    }

    private static String cell(TypedRow row, String column) {
        RecordType type = row.type();
        return RowText.value(type.field(column).orElseThrow().type(), row.value(column));
    }

    /**
     * The rows as they should be written for the comparison to hold, in the order of the test and then of their coming:
     * those as expected as null, to be left as they are.
     */
    List<@Nullable String> corrected() {
        List<@Nullable String> rows = new ArrayList<>();
        for (int e = 0; e < pairs.length; e++) {
            Node.Mapping row = expectation.rows().get(e);
            if (agree[e]) {
                rows.add(null);
            } else {
                rows.add(
                        pairs[e] == NONE
                                ? ""
                                : RowText.row(
                                        actual.get(pairs[e]), c -> row.find(c).isPresent()));
            }
        }
        for (int a : unpaired()) {
            rows.add(RowText.row(actual.get(a), this::isWanted));
        }
        return rows;
    }

    /** New rows have the columns that the others have; without others, those that tell most. */
    private boolean isWanted(String column) {
        if (expectation.rows().isEmpty()) {
            return expectation.invalid()
                    ? column.equals(Headers.CODE) || column.equals(Headers.FIELD)
                    : !SystemColumn.isSystem(column);
        }
        return expectation.rows().stream().anyMatch(r -> r.find(column).isPresent());
    }
}
