package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvalidITCase {
    private static final byte[] NOT_UTF8 = {'{', (byte) 0xFF, (byte) 0xFE, '}'};
    private static final String NOT_JSON = "{\"id\":1,";
    private static final String WRONG_TYPE = "{\"id\":\"x\",\"type\":\"click\",\"package_id\":\"p\","
            + "\"event\":{\"timestamp\":\"2026-01-01T00:00:00Z\"}}";

    @TempDir
    Path folder;

    @Test
    void whatBreaksTheContractIsKeptWholeAndLandsBesideTheRest() throws Exception {
        String yaml = Clicks.YAML.replace(
                "      - csv: { file: events.csv, columns: [id, type, package_id, event, _offset] }",
                "      - lake: { table: clicks, partition_by: [day(event.timestamp), type], roll: { every: 1s } }");
        try (Running running = new Running(folder)) {
            RunningPipeline pipeline = running.start(running.read(yaml));
            Clicks clicks = new Clicks();
            clicks.send(running, 0, 500);
            running.send(Clicks.LOG, "a", NOT_UTF8);
            running.send(Clicks.LOG, "b", NOT_JSON);
            running.send(Clicks.LOG, "c", WRONG_TYPE);
            clicks.send(running, 500, 1000);

            running.await(
                    "the invalid records", () -> running.records(Clicks.INVALID).size() == 3);
            for (ConsumerRecord<byte[], byte[]> record : running.records(Clicks.INVALID)) {
                assertThat(header(record, Headers.STAGE)).isEqualTo("decode");
                assertThat(header(record, Headers.STREAM)).isEqualTo("events");
                assertThat(header(record, Headers.SOURCE)).matches("acme\\.clickstream\\.raw\\.events/\\d/\\d+");
                assertThat(header(record, Headers.MESSAGE)).isNotEmpty();
            }
            assertThat(of(running, "a").value()).isEqualTo(NOT_UTF8);
            assertThat(of(running, "b").value()).isEqualTo(NOT_JSON.getBytes(StandardCharsets.UTF_8));
            assertThat(header(of(running, "b"), Headers.CODE)).isEqualTo("syntax");
            assertThat(header(of(running, "c"), Headers.CODE)).isEqualTo("type");
            assertThat(header(of(running, "c"), Headers.FIELD)).isEqualTo("id");

            // A model never sees them.
            running.await(
                    "the latest events", () -> running.values(Clicks.LATEST).size() == 1000);
            assertThat(pipeline.stop(Duration.ofSeconds(10))).isTrue();
            assertThat(landed("SELECT count(*), count(DISTINCT id) FROM " + table("clicks")))
                    .containsExactly("1000|1000");
            assertThat(landed("SELECT code, field, original, octet_length(original_bytes) FROM "
                            + table("clicks_invalid") + " ORDER BY original NULLS FIRST"))
                    .satisfiesExactly(
                            row -> assertThat(row).matches("[a-z_]+\\|.*\\|null\\|4"),
                            row -> assertThat(row).isEqualTo("type|id|" + WRONG_TYPE + "|null"),
                            row -> assertThat(row).isEqualTo("syntax||" + NOT_JSON + "|null"));
            assertThat(landed("SELECT code, id, type, package_id, event.timestamp FROM " + table("clicks_invalid")
                            + " WHERE original IS NOT NULL ORDER BY code"))
                    .as("what can be read of them")
                    .satisfiesExactly(
                            row -> assertThat(row).isEqualTo("syntax|null|null|null|null"),
                            row -> assertThat(row).startsWith("type|null|click|p|2026-01-01T00:00"));
        }
    }

    @Test
    void aLandingStopsAtItsThresholdAndNothingElse() throws Exception {
        String yaml = Clicks.YAML.replace(
                "invalid: { topic: acme.clickstream.invalid.events }",
                "invalid: { topic: acme.clickstream.invalid.events, stop_after: 5 of 6 }");
        assertThat(yaml).contains("stop_after");
        try (Running running = new Running(folder)) {
            RunningPipeline pipeline = running.start(running.read(yaml));
            Clicks clicks = new Clicks();
            clicks.send(running, 0, 100);
            running.await("the first lines", () -> running.lines("events.csv").size() == 101);
            for (int i = 0; i < 200; i++) {
                running.send(Clicks.LOG, "k" + i, NOT_JSON);
            }
            running.flush();
            running.await("the stop", () -> pipeline.jobs().stream()
                    .anyMatch(job -> job.name().equals("clickstream.land.events")
                            && job.state() == State.FAILED
                            && job.why().orElse("").startsWith("the landing of 'events' is stopped: 5 of its last 6")));
            clicks.send(running, 100, 200);
            running.await(
                    "the latest events", () -> running.values(Clicks.LATEST).size() == 200);
        }
    }

    private String table(String name) {
        return "read_parquet('" + folder.resolve("lake").resolve(name) + "/**/*.parquet')";
    }

    private static List<String> landed(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }

    private static ConsumerRecord<byte[], byte[]> of(Running running, String key) {
        return running.records(Clicks.INVALID).stream()
                .filter(r -> Running.text(r.key()).equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Running.text(
                Objects.requireNonNull(record.headers().lastHeader(name)).value());
    }
}
