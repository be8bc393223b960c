package dev.runnel.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.testing.Difference.Cell;
import dev.runnel.core.testing.Difference.Changed;
import dev.runnel.core.testing.Difference.Missing;
import dev.runnel.core.testing.Difference.Unexpected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final RecordType TYPE = new RecordType(List.of(
            Field.of("at", Primitive.TIMESTAMP, false),
            Field.of("type", Primitive.STRING, false),
            Field.of("n", Primitive.BIGINT, false),
            Field.of("sum", new Type.Decimal(10, 2), false),
            Field.of("mean", Primitive.DOUBLE, false),
            Field.of(
                    "detail",
                    new RecordType(List.of(
                            Field.of("x", Primitive.INT, false),
                            Field.of("tags", new Type.ListOf(Primitive.STRING), false))),
                    false)));

    @TempDir
    Path folder;

    private final Diagnostics out = new Diagnostics();

    @Test
    void comparesByTheColumnsTypeAndOnlyWhatIsNamed() throws IOException {
        Comparison comparison = compare(
                "[{ at: '2026-01-01T01:00:00+01:00', sum: 5, mean: 0.3, detail: { tags: [a] } }]",
                "{'at':'2026-01-01T00:00:00Z','type':'a','n':1,'sum':5.00,'mean':0.30000000000000004,"
                        + "'detail':{'x':1,'tags':['a']}}");
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.holds()).isTrue();
    }

    @Test
    void aNullThatIsExpectedMustBeNull() throws IOException {
        assertThat(compare("[{ type: a, n: null }]", "{'type':'a','n':1}").differences())
                .containsExactly(new Changed(
                        "{ type: a }", List.of(new Cell("n", "null", "1")), at("[{ type: a, n: null }]", 1)));
    }

    @Test
    void rowsAreFoundInAnyOrderWhateverTheOthersLeaveOpen() throws IOException {
        assertThat(compare("[{ type: a }, { type: a, n: 1 }]", "{'type':'a','n':1}", "{'type':'a','n':2}")
                        .holds())
                .isTrue();
    }

    @Test
    void anOrderThatIsExpectedMustBeKept() throws IOException {
        String expected = "{ ordered: true, rows: [{ n: 1 }, { n: 2 }] }";
        assertThat(compare(expected, "{'n':1}", "{'n':2}").holds()).isTrue();
        assertThat(compare(expected, "{'n':2}", "{'n':1}").differences()).hasSize(2);
    }

    @Test
    void tellsMissingUnexpectedAndChangedRowsApart() throws IOException {
        Comparison comparison = compare(
                "[{ type: a, n: 1 }, { type: b, n: 5 }, { type: c, n: 7 }]",
                "{'type':'b','n':6}",
                "{'type':'a','n':1}",
                "{'type':'true','n':8}");
        assertThat(comparison.matched()).isEqualTo(1);
        assertThat(comparison.differences())
                .hasSize(3)
                .anySatisfy(d -> assertThat(d).isInstanceOfSatisfying(Changed.class, c -> {
                    assertThat(c.same()).isEqualTo("{ type: b }");
                    assertThat(c.cells()).containsExactly(new Cell("n", "5", "6"));
                }))
                .anySatisfy(d -> assertThat(d).isInstanceOfSatisfying(Missing.class, m -> assertThat(m.row())
                        .isEqualTo("{ type: c, n: 7 }")))
                .contains(new Unexpected("{ at: null, type: \"true\", n: 8, sum: null, mean: null, detail: null }"));
    }

    @Test
    void columnsAndValuesThatCannotBeAreMistakes() throws IOException {
        read("[{ tpe: a }, { sum: 1.234 }, { n: many }, { detail: { x: 1.5 } }]", List.of());
        assertThat(out.all().stream()
                        .map(d -> d.at().column() + " " + d.message()
                                + d.suggestion().orElse("")))
                .satisfiesExactlyInAnyOrder(
                        m -> assertThat(m)
                                .startsWith("28 unknown column of 'total' 'tpe'")
                                .contains("'type'"),
                        m -> assertThat(m).startsWith("45 sum: "),
                        m -> assertThat(m).startsWith("59 n: "),
                        m -> assertThat(m).startsWith("82 detail.x: "));
    }

    private Comparison compare(String expected, String... rows) throws IOException {
        Optional<Comparison> comparison = read(expected, Arrays.asList(rows));
        assertThat(out.all()).isEmpty();
        return comparison.orElseThrow();
    }

    private Optional<Comparison> read(String expected, List<String> rows) throws IOException {
        PipelineTest test = TestReader.read(
                        Shop.pipeline(folder, "one: { expect: { total: " + expected + " } }"), Map.of(), out)
                .get(0);
        List<byte[]> json = rows.stream()
                .map(r -> r.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .toList();
        return Comparison.of(test.expect().get(0), new ResultRows(TYPE, json), out);
    }

    private dev.runnel.core.diagnostic.Location at(String expected, int column) {
        String before = "one: { expect: { total: ";
        assertThat(expected).startsWith("[");
        return new dev.runnel.core.diagnostic.Location(
                folder.resolve("tests/all.yaml"), 1, before.length() + 1 + column, "one.expect.total[0]");
    }
}
