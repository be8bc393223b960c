package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsITCase {
    private static final String STREAM =
            """
            name: shop
            streams:
              events:
                source: { http: { path: /collect } }
                log: { partitions: 4 }
                event_time: at
                fields:
                  id: bigint!
                  type: string!
                  at: timestamp!
                  amount: int
            models:
            """;

    @TempDir
    Path folder;

    @Test
    void aModelOverAModelFollowsItsChanges() throws Exception {
        try (Running running = new Running(folder)) {
            RunningPipeline pipeline = running.start(
                    running.read(
                            STREAM
                                    + """
                                      totals:
                                        key: type
                                        sql: SELECT type, SUM(amount) AS total FROM events GROUP BY type
                                        to: [view: {}]
                                      rich:
                                        key: total
                                        sql: SELECT total, COUNT(*) AS types FROM totals GROUP BY total
                                        to: [kafka: { topic: rich }, view: {}]
                                    """));
            for (int i = 0; i < 100; i++) {
                send(running, i, "t" + i % 4, i % 4 < 2 ? 1 : 2);
            }
            running.flush();

            Map<String, String> totals = Map.of(
                    "[\"t0\"]", "{\"type\":\"t0\",\"total\":25}",
                    "[\"t1\"]", "{\"type\":\"t1\",\"total\":25}",
                    "[\"t2\"]", "{\"type\":\"t2\",\"total\":50}",
                    "[\"t3\"]", "{\"type\":\"t3\",\"total\":50}");
            running.await("totals", () -> running.latest("shop.view.totals").equals(totals));
            Map<String, String> rich =
                    Map.of("[25]", "{\"total\":25,\"types\":2}", "[50]", "{\"total\":50,\"types\":2}");
            running.await(
                    "the model over it", () -> running.latest("shop.view.rich").equals(rich));
            running.await("its topic with tombstones", () -> running.latest("rich")
                    .equals(Map.of("25", "{\"total\":25,\"types\":2}", "50", "{\"total\":50,\"types\":2}")));
            assertThat(pipeline.inputs().join())
                    .isEqualTo(Map.of("totals", List.of("events"), "rich", List.of("totals")));
        }
    }

    @Test
    void aRowThatNoLongerMeetsItsConditionGoes() throws Exception {
        try (Running running = new Running(folder)) {
            running.start(
                    running.read(
                            STREAM
                                    + """
                                      few:
                                        key: type
                                        sql: SELECT type, COUNT(*) AS n FROM events GROUP BY type HAVING COUNT(*) < 3
                                        to: [view: {}, kafka: { topic: few }]
                                    """));
            send(running, 1, "stays", 1);
            send(running, 2, "goes", 1);
            send(running, 3, "stays", 1);
            send(running, 4, "goes", 1);
            send(running, 5, "goes", 1);
            running.flush();
            running.await("the view", () -> running.latest("shop.view.few")
                    .equals(Map.of("[\"stays\"]", "{\"type\":\"stays\",\"n\":2}")));
            running.await(
                    "the topic", () -> running.latest("few").equals(Map.of("stays", "{\"type\":\"stays\",\"n\":2}")));
        }
    }

    @Test
    void aWindowClosesWhileOtherPartitionsAreIdle() throws Exception {
        try (Running running = new Running(folder)) {
            running.start(
                    running.read(
                            STREAM
                                    + """
                              minutes:
                                sql: |
                                  SELECT window_start, COUNT(*) AS n
                                  FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(_event_time), INTERVAL '1' MINUTE))
                                  GROUP BY window_start, window_end
                                to:
                                  - csv: { file: minutes.csv }
                                  - kafka: { topic: minutes, delivery: exactly_once }
                            """));
            // One key: one of four partitions; the other three never have a record.
            for (String time : List.of("10:00:10Z", "10:00:50Z", "10:00:20Z", "10:02:00Z")) {
                running.send("shop.events", "k", event(1, "a", "2026-01-01T" + time, 1));
            }
            running.flush();

            List<String> closed = List.of("{\"window_start\":\"2026-01-01T10:00:00Z\",\"n\":3}");
            running.await("the window", () -> running.values("minutes").equals(closed));
            running.await("the file", () -> running.lines("minutes.csv")
                    .equals(List.of("window_start,n", "2026-01-01T10:00:00Z,3")));
        }
    }

    @Test
    void aCsvFileOfAChangingModelHoldsEveryState() throws Exception {
        try (Running running = new Running(folder)) {
            running.start(
                    running.read(
                            STREAM
                                    + """
                              sums:
                                sql: SELECT SUM(amount) AS `sum`, MAX(type) AS operation FROM events
                                to: [csv: { file: output.csv, columns: [sum, operation] }]
                            """));
            for (int i = 1; i <= 3; i++) {
                running.send("shop.events", "k", event(i, "a,\"b\"", "2026-01-01T00:00:00Z", i));
                running.flush();
                int n = i;
                running.await("line " + n, () -> running.lines("output.csv").size() == n + 1);
            }

            assertThat(running.lines("output.csv"))
                    .containsExactly("sum,operation", "1,\"a,\"\"b\"\"\"", "3,\"a,\"\"b\"\"\"", "6,\"a,\"\"b\"\"\"");
        }
    }

    @Test
    void recordsOfOtherProducersNeedNoHeaders() throws Exception {
        try (Running running = new Running(folder)) {
            running.start(
                    running.read(
                            STREAM
                                    + """
                              stamped:
                                sql: |
                                  SELECT id, _received_at AS received, _correlation_id AS c, _partition AS p, _event_time AS happened
                                  FROM events
                                to: [kafka: { topic: stamped }]
                            """));
            Instant before = Instant.now();
            running.send("shop.events", null, event(1, "a", "2026-01-01T00:00:00Z", 1));
            running.flush();

            running.await("the row", () -> !running.values("stamped").isEmpty());
            String row = running.values("stamped").get(0);
            assertThat(row).contains("\"c\":null", "\"happened\":\"2026-01-01T00:00:00Z\"");
            String received = row.replaceAll(".*\"received\":\"([^\"]+)\".*", "$1");
            assertThat(Instant.parse(received)).isBetween(before.minusSeconds(5), Instant.now());
            assertThat(Objects.requireNonNull(running.records("stamped").get(0)).key())
                    .isNull();
        }
    }

    @Test
    void aStreamCopiedToATopicKeepsItsKey() throws Exception {
        String yaml = STREAM.replace("    models:\n", "")
                .replace("models:\n", "")
                .replace("    event_time: at\n", "    event_time: at\n    key: id\n    to: [kafka: { topic: copy }]\n");
        try (Running running = new Running(folder)) {
            running.start(running.read(yaml));
            running.send("shop.events", "5", event(5, "a", "2026-01-01T00:00:00Z", 1));
            running.flush();

            running.await("the copy", () -> running.records("copy").size() == 1);
            assertThat(running.latest("copy")).containsOnlyKeys("5");
            assertThat(running.values("copy").get(0)).startsWith("{\"id\":5,\"type\":\"a\"");
        }
    }

    private static void send(Running running, int id, String type, int amount) {
        running.send("shop.events", String.valueOf(id), event(id, type, "2026-01-01T00:00:00Z", amount));
    }

    private static String event(int id, String type, String at, int amount) {
        return "{\"id\":" + id + ",\"type\":\"" + type.replace("\"", "\\\"") + "\",\"at\":\"" + at + "\",\"amount\":"
                + amount + "}";
    }
}
