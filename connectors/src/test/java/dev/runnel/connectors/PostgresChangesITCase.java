package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a PostgreSQL's tables in logs, each once and in their order. */
class PostgresChangesITCase {
    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static Running running;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("pg-bin").toFile())
                .setDataDirectory(folder.resolve("pg-data"))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("timezone", "America/New_York")
                .setServerConfig("fsync", "off")
                .start();
        running = new Running(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        postgres.close();
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    private static void execute(String... statements) throws Exception {
        try (Connection database = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> ask(String sql) throws Exception {
        try (Connection database = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static Pipeline pipeline(String stream, String kind, String options, String fields) throws Exception {
        return running.read(
                """
                name: base
                streams:
                  %s:
                    source: { %s: { url: "%s", user: postgres, %s } }
                    fields: { %s }
                """
                        .formatted(stream, kind, url(), options, fields));
    }

    private static final String FIELDS = "id: bigint!, name: string, op: { type: string!, path: _op }";

    private static String row(int id, String name, String op) {
        return "{\"id\":%d,\"name\":\"%s\",\"_op\":\"%s\"}".formatted(id, name, op);
    }

    @Test
    void snapshotThenChangesInTheirOrder() throws Exception {
        execute(
                "CREATE TABLE orders (id bigint PRIMARY KEY, name text)",
                "INSERT INTO orders VALUES (1, 'a'), (2, 'b')");
        running.start(pipeline("orders", "cdc", "tables: orders", FIELDS));
        running.await("the snapshot", () -> running.values("base.orders").size() == 2);
        execute(
                "INSERT INTO orders VALUES (3, 'c')",
                "UPDATE orders SET name = 'B' WHERE id = 2",
                "DELETE FROM orders WHERE id = 1",
                "UPDATE orders SET id = 30 WHERE id = 3",
                "BEGIN; INSERT INTO orders VALUES (9, 'never'); ROLLBACK",
                "TRUNCATE orders");
        running.await("the changes", () -> running.values("base.orders").size() >= 7);
        running.await(
                "the truncation", () -> !running.records("base.orders.invalid").isEmpty());
        running.kill();

        assertThat(running.values("base.orders"))
                .containsExactly(
                        row(1, "a", "read"),
                        row(2, "b", "read"),
                        row(3, "c", "insert"),
                        row(2, "B", "update"),
                        "{\"id\":1,\"_op\":\"delete\"}",
                        "{\"id\":3,\"_op\":\"delete\"}",
                        row(30, "c", "insert"));
        assertThat(running.records("base.orders.invalid")).singleElement().satisfies(r -> assertThat(
                        SourceSuite.header(r, Headers.MESSAGE))
                .contains("TRUNCATE"));
        assertThat(SourceSuite.header(running.records("base.orders").get(2), Headers.SOURCE))
                .matches("public\\.orders@[0-9A-F]+/[0-9A-F]+");
    }

    @Test
    void everyChangeOnceThroughKills() throws Exception {
        execute(
                "CREATE TABLE busy (id bigint PRIMARY KEY, name text)",
                "INSERT INTO busy SELECT i, 'n' || i FROM generate_series(1, 20000) i");
        Pipeline pipeline = pipeline("busy", "cdc", "tables: public.busy", FIELDS);
        running.start(pipeline); // killed inside of the snapshot, or a little behind
        Thread.sleep(900);
        running.kill();
        int at = 20_000;
        for (int round = 0; round < 4; round++) {
            running.start(pipeline);
            running.await("the snapshot", () -> running.values("base.busy").size() >= 20_000);
            for (int i = 0; i < 5; i++) {
                // Rows of one statement share a place in the log; single ones have a transaction each.
                execute("INSERT INTO busy SELECT i, 'n' || i FROM generate_series(" + (at + 1) + ", " + (at + 300)
                        + ") i");
                at += 300;
                for (int each = 0; each < 3; each++) {
                    at++;
                    execute("INSERT INTO busy VALUES (" + at + ", 'n" + at + "')");
                }
                Thread.sleep(150L + 90 * round);
            }
            running.kill();
        }
        int all = at;
        execute("UPDATE busy SET name = 'z' WHERE id <= 10", "DELETE FROM busy WHERE id = 5");
        running.start(pipeline);
        running.await("the last", () -> running.values("base.busy").contains("{\"id\":5,\"_op\":\"delete\"}"));
        Thread.sleep(700); // what is written twice would come by then
        running.kill();

        List<String> expected = new ArrayList<>();
        IntStream.rangeClosed(1, all).forEach(i -> expected.add("{\"id\":" + i + ",\"name\":\"n" + i + "\""));
        assertThat(running.values("base.busy").stream()
                        .filter(v -> v.contains("\"read\"") || v.contains("\"insert\""))
                        .map(v -> v.replaceAll(",\"_op.*", "")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(running.values("base.busy").stream().filter(v -> v.contains("\"update\"")))
                .hasSize(10);
        // What is read for good is not kept by the server.
        assertThat(ask(
                        "SELECT confirmed_flush_lsn > restart_lsn OR confirmed_flush_lsn IS NOT NULL FROM pg_replication_slots"
                                + " WHERE slot_name LIKE 'runnel_busy_%'"))
                .containsExactly("t");
    }

    @Test
    void valuesAreThoseOfTheSourceJdbc() throws Exception {
        execute(
                "CREATE TABLE kinds (id bigint PRIMARY KEY, flag boolean, small smallint, price numeric(12,3), ratio double"
                        + " precision, short real, raw bytea, day date, clock time, local timestamp, moment timestamptz, doc json,"
                        + " docb jsonb, tag uuid, words text[], numbers int[], amounts numeric[], fixed char(5), bits bit(10),"
                        + " addr inet, body text)",
                "INSERT INTO kinds VALUES (1, true, -7, 1234567.890, 0.1, 1.5, '\\x000102', '2026-11-20', '10:15:30.5',"
                        + " '2026-11-20 10:15:30.123456', '2026-11-20 10:15:30.123456+02', '{\"b\": 1,  \"a\": [null]}',"
                        + " '{\"b\": 1, \"a\": 2}', '6f6b1b9e-0b2f-4c37-9d0e-0a4f5d6c7b8a', '{a,NULL,\"b c\"}', '{1,2}',"
                        + " '{1.50,2}', 'ab', B'0000000101', '10.0.0.1/8', 'ü€😀')",
                "INSERT INTO kinds (id) VALUES (2)",
                "INSERT INTO kinds (id, price) VALUES (3, 'NaN')");
        String fields = "id: bigint!, op: { type: string, path: _op }";
        running.start(pipeline("kinds", "cdc", "tables: kinds", fields));
        running.await("the snapshot", () -> running.values("base.kinds").size() == 2);
        execute(
                "INSERT INTO kinds SELECT * FROM (SELECT * FROM kinds) k ON CONFLICT DO NOTHING",
                "UPDATE kinds SET id = id");
        running.await("the updates", () -> running.values("base.kinds").size() == 4);
        running.kill();
        running.start(pipeline("plain", "jdbc", "tables: kinds", fields));
        running.await("the rows", () -> running.values("base.plain").size() == 2);
        running.kill();

        List<String> plain = running.values("base.plain");
        assertThat(running.values("base.kinds").stream().map(v -> v.replaceAll(",\"_op\":\"(read|update)\"}", "}")))
                .containsExactly(plain.get(0), plain.get(1), plain.get(0), plain.get(1));
        assertThat(running.values("base.kinds.invalid")).hasSize(2).allMatch(v -> v.contains("NaN"));
    }

    @Test
    void largeValuesThatDidNotChangeAreNotLostSilently() throws Exception {
        execute(
                "CREATE TABLE large (id bigint PRIMARY KEY, name text, body text)",
                "ALTER TABLE large ALTER body SET STORAGE EXTERNAL");
        running.start(pipeline("large", "cdc", "tables: large, snapshot: never", FIELDS));
        running.await("the slot", () -> slots("runnel_large_%") == 1);
        execute(
                "INSERT INTO large VALUES (1, 'a', repeat('x', 20000))",
                "UPDATE large SET name = 'b'",
                "ALTER TABLE large REPLICA IDENTITY FULL",
                "UPDATE large SET name = 'c'");
        running.await("the rows", () -> running.values("base.large").size() == 2);
        running.kill();
        assertThat(running.values("base.large").get(1))
                .contains("\"name\":\"c\"")
                .contains("xxx");
        assertThat(running.records("base.large.invalid")).singleElement().satisfies(r -> assertThat(
                        SourceSuite.header(r, Headers.MESSAGE))
                .contains("REPLICA IDENTITY FULL"));
    }

    private static int slots(String like) {
        try {
            return ask("SELECT slot_name FROM pg_replication_slots WHERE slot_name LIKE '" + like + "'")
                    .size();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSlotThatIsGoneIsTold() throws Exception {
        execute("CREATE TABLE gone (id bigint PRIMARY KEY, name text)", "INSERT INTO gone VALUES (1, 'a')");
        Pipeline pipeline = pipeline("gone", "cdc", "tables: gone", FIELDS);
        running.start(pipeline);
        running.await("the snapshot", () -> running.values("base.gone").size() == 1);
        Thread.sleep(700); // a checkpoint
        running.kill();
        running.await("the end of its use", () -> slots("runnel_gone_%") == 1);
        for (int i = 0;
                i < 50
                        && ask("SELECT 1 FROM pg_replication_slots WHERE active AND slot_name LIKE 'runnel_gone_%'")
                                        .size()
                                > 0;
                i++) {
            Thread.sleep(100);
        }
        ask(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name LIKE 'runnel_gone_%'");
        execute("INSERT INTO gone VALUES (2, 'lost')");
        RunningPipeline runs = running.start(pipeline);
        awaitWhy(runs, "is not there any more", "lost to this stream");
        running.kill();
        assertThat(running.values("base.gone")).hasSize(1);
    }

    @Test
    void whoMayNotReplicateIsTold() throws Exception {
        execute(
                "CREATE TABLE IF NOT EXISTS secret (id bigint PRIMARY KEY)",
                "CREATE ROLE weak LOGIN",
                "GRANT SELECT ON secret TO weak");
        Pipeline pipeline = running.read(
                """
                name: base
                streams:
                  weak:
                    source: { cdc: { url: "%s", user: weak, tables: secret, deletes: skip } }
                    fields: { id: bigint! }
                """
                        .formatted(url()));
        awaitWhy(running.start(pipeline), "ALTER ROLE \"weak\" REPLICATION");
        running.kill();
    }

    private static void awaitWhy(RunningPipeline runs, String... words) throws InterruptedException {
        running.await("the trouble", () -> runs.jobs().stream()
                .anyMatch(job -> job.state() == State.RESTARTING
                        && Stream.of(words).allMatch(job.why().orElse("")::contains)));
    }
}
