package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectITCase {
    private static final String STREAM =
            """
            name: dairy
            streams:
              measurements:
                source: { http: { path: /collect } }
                fields:
                  cow: string!
                  value: double
            models:
            """;

    @TempDir
    Path folder;

    @Test
    void rowsThatFailARuleAreKeptWholeAndGoNowhereElse() throws Exception {
        try (Running running = new Running(folder)) {
            Pipeline declared = running.read(
                    STREAM
                            + """
                                      silver:
                                        sql: SELECT cow, `value` AS litres FROM measurements
                                        expect:
                                          - { rule: "litres > 0", on_fail: invalid }
                                          - { rule: "litres < 60", on_fail: warn }
                                        to: [kafka: { topic: silver }, csv: { file: silver.csv }, lake: { roll: { every: 1s } }]
                                      over:
                                        sql: SELECT litres, cow FROM silver
                                        to: [kafka: { topic: over }]
                                    """);
            RunningPipeline pipeline = running.start(declared);
            for (int i = 0; i < 90; i++) {
                send(running, "c" + i % 3, i % 3 == 0 ? "-1" : i % 3 == 1 ? "99.5" : "20");
            }
            send(running, "unknown", "null");
            running.flush();

            running.await("good rows", () -> running.records("silver").size() == 60);
            running.await(
                    "invalid records",
                    () -> running.records("dairy.silver.invalid").size() == 31);
            running.await(
                    "the rows of the model over it",
                    () -> running.records("over").size() == 60);
            running.await(
                    "the rows that pass with a warning",
                    () -> job(pipeline, "silver").counters().getOrDefault(JobMonitor.warned("silver"), 0L) == 30);
            assertThat(pipeline.stop(Duration.ofSeconds(20))).isTrue();
            assertThat(landed(running, declared, "SELECT count(*), count(litres) FROM silver"))
                    .isEqualTo("[[60, 60]]");
            assertThat(
                            landed(
                                    running,
                                    declared,
                                    "SELECT stream, stage, cow, litres, count(*) FROM silver_invalid GROUP BY ALL ORDER BY cow"))
                    .isEqualTo("[[silver, expect, c0, -1.0, 30], [silver, expect, unknown, null, 1]]");

            assertThat(running.lines("silver.csv")).hasSize(61).noneMatch(line -> line.contains("-1"));
            assertThat(running.values("silver"))
                    .contains("{\"cow\":\"c1\",\"litres\":99.5}")
                    .noneMatch(v -> v.contains("-1"));
            assertThat(running.records("over")).hasSize(60);
            List<ConsumerRecord<byte[], byte[]>> invalid = running.records("dairy.silver.invalid");
            assertThat(invalid).hasSize(31).allSatisfy(record -> {
                assertThat(header(record, Headers.STAGE)).isEqualTo("expect");
                assertThat(header(record, Headers.CODE)).isEqualTo("expect");
                assertThat(header(record, Headers.STREAM)).isEqualTo("silver");
                assertThat(header(record, Headers.MESSAGE)).isEqualTo("the rule litres > 0 does not hold");
            });
            assertThat(invalid.stream().map(r -> Running.text(r.value())).distinct())
                    .containsExactlyInAnyOrder(
                            "{\"cow\":\"c0\",\"litres\":-1.0}", "{\"cow\":\"unknown\",\"litres\":null}");
        }
    }

    @Test
    void aChangingResultHasOnlyTheRowsThatPass() throws Exception {
        try (Running running = new Running(folder)) {
            running.start(
                    running.read(
                            STREAM
                                    + """
                                      totals:
                                        key: cow
                                        sql: SELECT cow, SUM(`value`) AS total FROM measurements GROUP BY cow
                                        expect: { rule: "total BETWEEN 0 AND 100" }
                                        to: [view: {}]
                                      cows:
                                        key: n
                                        sql: SELECT 1 AS n, COUNT(*) AS cows FROM totals GROUP BY 1
                                        to: [view: {}]
                                    """));
            send(running, "good", "10");
            send(running, "never", "-5");
            send(running, "leaves", "60");
            send(running, "returns", "60");
            running.flush();
            running.await(
                    "the first rows",
                    () -> running.latest("dairy.view.totals").keySet().size() == 3);
            send(running, "leaves", "60");
            send(running, "returns", "60");
            running.flush();
            running.await(
                    "rows that leave",
                    () -> running.latest("dairy.view.totals").keySet().equals(java.util.Set.of("[\"good\"]")));
            send(running, "returns", "-50");
            running.flush();

            Map<String, String> totals = Map.of(
                    "[\"good\"]", "{\"cow\":\"good\",\"total\":10.0}",
                    "[\"returns\"]", "{\"cow\":\"returns\",\"total\":70.0}");
            running.await("a row that returns", () -> running.latest("dairy.view.totals")
                    .equals(totals));
            running.await("the model over it", () -> running.latest("dairy.view.cows")
                    .equals(Map.of("[1]", "{\"n\":1,\"cows\":2}")));
            assertThat(running.records("dairy.view.totals"))
                    .as("nothing of a row that never passed, not even that it is gone")
                    .noneMatch(r -> Running.text(r.key()).contains("never"));
            assertThat(running.values("dairy.totals.invalid"))
                    .containsExactlyInAnyOrder(
                            "{\"cow\":\"never\",\"total\":-5.0}",
                            "{\"cow\":\"leaves\",\"total\":120.0}",
                            "{\"cow\":\"returns\",\"total\":120.0}");
        }
    }

    @Test
    void aRuleMayEndItsModelAndNothingElse() throws Exception {
        try (Running running = new Running(folder)) {
            RunningPipeline pipeline = running.start(
                    running.read(
                            STREAM
                                    + """
                                      strict:
                                        sql: SELECT cow FROM measurements
                                        expect: { rule: "cow <> 'bad'", on_fail: fail }
                                        to: [kafka: { topic: strict }]
                                      easy:
                                        sql: SELECT cow FROM measurements
                                        to: [kafka: { topic: easy }]
                                    """));
            send(running, "good", "1");
            send(running, "bad", "1");
            running.flush();

            running.await("the end", () -> job(pipeline, "strict").state() == State.FAILED);
            assertThat(job(pipeline, "strict").why().orElseThrow())
                    .isEqualTo("a row of 'strict' breaks its rule cow <> 'bad' (on_fail: fail): {\"cow\":\"bad\"}");
            send(running, "later", "1");
            running.flush();
            running.await("the other model", () -> running.records("easy").size() == 3);
            assertThat(job(pipeline, "easy").state()).isEqualTo(State.RUNNING);
        }
    }

    private static String landed(Running running, Pipeline declared, String sql) {
        try (LakeQuery query = new LakeQuery(declared, running.environment())) {
            return query.query(sql, new QueryLimits(100, Duration.ofSeconds(10)))
                    .rows()
                    .toString();
        }
    }

    private static JobStatus job(RunningPipeline pipeline, String model) {
        return pipeline.jobs().stream()
                .filter(job -> job.name().equals("dairy.model." + model))
                .findFirst()
                .orElseThrow();
    }

    private static void send(Running running, String cow, String value) {
        running.send("dairy.measurements", cow, "{\"cow\":\"" + cow + "\",\"value\":" + value + "}");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Running.text(
                Objects.requireNonNull(record.headers().lastHeader(name)).value());
    }
}
