package dev.runnel.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Outcome;
import dev.runnel.bench.run.Reach;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static final Metric RATE = Metric.higher("rate", "events/s");

    private static Result.Entry entry(String name, Role role, double... rates) {
        List<Outcome> outcomes = DoubleStream.of(rates)
                .mapToObj(rate -> (Outcome) new Outcome.Measured(new Run(Map.of("rate", rate), 512L << 20)))
                .toList();
        return new Result.Entry(name, role, List.of("a/file"), outcomes);
    }

    private static Result result(List<Result.Entry> entries, Reach... reaches) {
        return new Result(
                "land",
                "work",
                Map.of("processors", "2"),
                List.of("a rule"),
                List.of(RATE),
                entries,
                List.of(new Result.Bound("rate", "a formula", 400)),
                List.of(reaches));
    }

    @Test
    void aTableHasMedianSpreadRatioToThePeerAndShareOfTheLimit() {
        String tables = Markdown.tables(
                result(List.of(entry("runnel", Role.PRODUCT, 300, 100, 200), entry("peer", Role.PEER, 40, 60))));

        assertThat(tables)
                .contains("| runnel |")
                .containsPattern("runnel +\\| +200.00 \\| +100.00 to 300.00 \\| +3 \\| +1.00 x \\| +0.50 \\| +512 \\|")
                .containsPattern("peer +\\| +50.00 \\| +40.00 to 60.00 \\| +2 \\| +4.00 x \\| +0.13 \\|")
                .contains("Limit: 400.00 events/s = a formula.");
    }

    @Test
    void aReachIsReachedOrMissedOrNotMeasured() {
        Result result = result(
                List.of(entry("runnel", Role.PRODUCT, 200), entry("peer", Role.PEER, 50)),
                new Reach("rate", "peer", 4),
                new Reach("rate", Reach.LIMIT, 1),
                new Reach("rate", "nobody", 2),
                new Reach("rate", Reach.ITSELF, 150));

        assertThat(Markdown.tables(result))
                .contains("rate >= 4.00 x peer: 4.00, reached")
                .contains("rate >= 1.00 x limit: 0.50, missed")
                .contains("rate >= 2.00 x nobody: not measured")
                .contains("rate >= 150 events/s: 200, reached");
    }

    @Test
    void aRunThatFailedIsSaidWithItsReasonAndCountsForNoMedian() {
        Result.Entry failed =
                new Result.Entry("peer", Role.PEER, List.of(), List.of(new Outcome.Failed("it lost 3 rows")));

        String page = Markdown.of(result(List.of(entry("runnel", Role.PRODUCT, 200), failed)));

        assertThat(page).contains("**peer**: it lost 3 rows").doesNotContain("| peer ");
        assertThat(JsonReport.of(result(List.of(failed)))).contains("it lost 3 rows");
    }
}
