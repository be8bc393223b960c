package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that a destination does not take becomes an invalid record; the others arrive, each once. */
class WriteITCase {
    private static final String STREAM =
            """
            name: shop
            streams:
              events:
                source: { http: { path: /collect } }
                log: { partitions: 2 }
                key: id
                fields:
                  id: bigint!
                  text: string
                  at: { type: timestamp, format: epoch_seconds }
                to:
            """;
    private static final String GOOD = "{\"id\":%d,\"text\":\"ok\",\"at\":%d}";
    private static final long NOW = 1_780_000_000L;

    @TempDir
    Path folder;

    @Test
    void whatIsTooLargeForATopicIsKept() throws Exception {
        try (Running running = new Running(folder)) {
            String large = "{ \"id\" : 7, \"text\": \"" + "x".repeat(3_000) + "\" }";
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", running.bootstrapServers()))) {
                Map<String, String> small = Map.of("max.message.bytes", "2000");
                admin.createTopics(List.of(
                                new NewTopic("out", 1, (short) 1).configs(small),
                                new NewTopic("shop.view.shown", 1, (short) 1).configs(small)))
                        .all()
                        .get();
            }
            RunningPipeline pipeline = running.start(
                    running.read(
                            STREAM
                                    + """
                            - kafka: { topic: out }
                            - csv: { file: all.csv, columns: [id] }
                      models:
                        long:
                          sql: SELECT id, text FROM events
                          to: [kafka: { topic: out }]
                        shown:
                          key: id
                          sql: SELECT id, text FROM events
                          to: [view: { path: /shown }]
                      """));
            send(running, 0, 500);
            running.send("shop.events", "7", large);
            send(running, 500, 1000);

            running.await(
                    "the invalid record of the stream",
                    () -> running.records("shop.events.invalid").size() == 1);
            running.await(
                    "the invalid record of the model",
                    () -> running.records("shop.long.invalid").size() == 1);
            running.await(
                    "the invalid record of the view",
                    () -> running.records("shop.shown.invalid").size() == 1);
            running.await("the view", () -> running.latest("shop.view.shown").size() == 1000);
            running.await("the others", () -> running.records("out").size() == 2000);
            running.await("all lines", () -> running.lines("all.csv").size() == 1002);
            assertThat(running(pipeline)).isTrue();
            assertThat(pipeline.stop(Duration.ofSeconds(20))).isTrue();

            ConsumerRecord<byte[], byte[]> record =
                    running.records("shop.events.invalid").get(0);
            assertThat(Running.text(record.value())).isEqualTo(large);
            assertThat(Running.text(record.key())).isEqualTo("7");
            assertThat(header(record, Headers.STAGE)).isEqualTo("write");
            assertThat(header(record, Headers.CODE)).isEqualTo("too_large");
            assertThat(header(record, Headers.SOURCE)).matches("shop\\.events/[01]/\\d+");
            assertThat(header(record, Headers.MESSAGE)).contains("the topic out takes up to 2000");
            assertThat(Running.text(running.records("shop.long.invalid").get(0).value()))
                    .isEqualTo("{\"id\":7,\"text\":\"" + "x".repeat(3_000) + "\"}");
        }
    }

    @Test
    void whatATableCannotHoldIsKept() throws Exception {
        try (Running running = new Running(folder)) {
            RunningPipeline pipeline = running.start(
                    running.read(
                            STREAM
                                    + """
                            - lake: { table: ice, format: iceberg, partition_by: [hour(at), text], roll: { every: 1s } }
                            - lake: { table: files, partition_by: [hour(at), text], roll: { every: 1s } }
                      models:
                        keys:
                          sql: SELECT id, MAP[text, id] AS m FROM events
                          to: [lake: { table: keys, roll: { every: 1s } }]
                        hours:
                          sql: SELECT id, TIMESTAMPADD(YEAR, CASE id WHEN 7 THEN 285000 ELSE 0 END, `at`) AS `at` FROM events
                          to: [lake: { table: hours, format: iceberg, partition_by: hour(at), roll: { every: 1s } }]
                      """));
            String longName = "{\"id\":1000,\"text\":\"" + "ä".repeat(100) + "\",\"at\":" + NOW + "}";
            String noKey = "{\"id\":1001,\"text\":null,\"at\":" + NOW + "}";
            send(running, 0, 500);
            running.send("shop.events", "1000", longName);
            running.send("shop.events", "1001", noKey);
            send(running, 500, 1000);

            running.await(
                    "a name too long for a folder",
                    () -> running.records("shop.events.invalid").size() == 1);
            running.await(
                    "a map without a key",
                    () -> running.records("shop.keys.invalid").size() == 1);
            running.await(
                    "an hour too far",
                    () -> running.records("shop.hours.invalid").size() == 1);
            assertThat(pipeline.stop(Duration.ofSeconds(30))).isTrue();

            assertThat(count("files")).isEqualTo("1002|1002");
            assertThat(count("ice/data")).isEqualTo("1001|1001");
            assertThat(count("keys")).isEqualTo("1001|1001");
            assertThat(count("hours/data")).isEqualTo("1001|1001");
            assertThat(invalid(running, "shop.events.invalid")).isEqualTo("write range text " + longName);
            assertThat(invalid(running, "shop.keys.invalid"))
                    .isEqualTo("write range m {\"id\":1001,\"m\":{\"null\":1001}}");
            assertThat(invalid(running, "shop.hours.invalid")).startsWith("write range at {\"id\":7,\"at\":\"+287");
            assertThat(header(running.records("shop.events.invalid").get(0), Headers.DESTINATION))
                    .isEqualTo("lake/0");

            // Of a model too they land beside the rest, with its columns.
            assertThat(landed("SELECT stream, stage, code, field, destination, _offset, id, m['null'], original FROM "
                            + table("keys_invalid")))
                    .isEqualTo("keys|write|range|m|lake/0|0|1001|1001|{\"id\":1001,\"m\":{\"null\":1001}}");
            assertThat(landed("SELECT stream, code, id, \"at\" FROM " + table("hours_invalid/data")))
                    .startsWith("hours|range|7|");
        }
    }

    private static String invalid(Running running, String topic) {
        ConsumerRecord<byte[], byte[]> record = running.records(topic).get(0);
        return String.join(
                " ",
                header(record, Headers.STAGE),
                header(record, Headers.CODE),
                header(record, Headers.FIELD),
                Running.text(record.value()));
    }

    private void send(Running running, int from, int to) {
        for (int i = from; i < to; i++) {
            running.send("shop.events", String.valueOf(i), String.format(GOOD, i, NOW));
        }
        running.flush();
    }

    private static boolean running(RunningPipeline pipeline) {
        return pipeline.jobs().stream().map(JobStatus::state).allMatch(s -> s == State.RUNNING);
    }

    private String table(String table) {
        return "read_parquet('" + folder.resolve("lake").resolve(table)
                + "/**/[!_.]*.parquet', hive_partitioning = false)";
    }

    private String count(String table) throws Exception {
        Path root = folder.resolve("lake").resolve(table);
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files).isNotEmpty();
        }
        return landed("SELECT count(*), count(DISTINCT id) FROM " + table(table));
    }

    /** The columns of the one row. */
    private static String landed(String sql) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                columns.add(result.getString(i));
            }
            assertThat(result.next()).isFalse();
            return String.join("|", columns);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Running.text(
                Objects.requireNonNull(record.headers().lastHeader(name)).value());
    }
}
