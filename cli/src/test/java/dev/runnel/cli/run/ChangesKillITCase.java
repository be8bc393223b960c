package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a table while the whole process is killed: a view of what holds now is the table, and each change came once. */
class ChangesKillITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final int EACH = 200;
    private static final String PIPELINE =
            """
            name: shop
            streams:
              orders:
                key: id
                source: { cdc: { url: "%s", user: postgres, tables: orders } }
                fields: { id: bigint!, price: "decimal(9,2)", op: { type: string!, path: _op } }
            models:
              current_orders:
                key: [id]
                sql: >
                  SELECT id, price FROM (
                    SELECT id, price, op, ROW_NUMBER() OVER (PARTITION BY id ORDER BY `_offset` DESC) AS n FROM orders
                  ) WHERE n = 1 AND op <> 'delete'
                to: { view: { path: /current } }
            """;
    private static final Pattern ROW = Pattern.compile("\"id\":(\\d+),\"price\":\"?([0-9.]+)");

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;

    private final int port = Ports.free();
    private int next;
    private int changes;

    @BeforeAll
    static void prepare() throws Exception {
        RUNNEL.prepare();
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("pg-bin").toFile())
                .setDataDirectory(folder.resolve("pg-data"))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("fsync", "off")
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void theViewIsTheTableAfterKills() throws Exception {
        Path pipeline = Files.createDirectories(folder.resolve("shop"));
        Path data = folder.resolve("data");
        Files.writeString(pipeline.resolve("runnel.yaml"), PIPELINE.formatted(url()));
        execute("CREATE TABLE orders (id bigint PRIMARY KEY, price numeric(9,2))");
        change();
        for (int life = 0; life < 2; life++) {
            try (RunnelProcess process = start(pipeline, data)) {
                process.awaitReady();
                awaitRows(process, life == 0 ? 1 : EACH);
                change();
                Thread.sleep(400L * life);
                process.kill();
            }
            change();
        }
        try (RunnelProcess last = start(pipeline, data)) {
            last.awaitReady();
            List<String> table = table();
            awaitView(last, table);
            String kafka = Endpoints.ofRunning(data).orElseThrow().kafka();
            List<String> log = Topics.read(kafka, "shop.orders").stream()
                    .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                    .toList();
            assertThat(log).hasSize(changes);
            last.interrupt();
            assertThat(last.awaitEnd(Duration.ofSeconds(60))).isZero();
        }
    }

    /** Rows that come, some of which change and some go; those before the first start are counted as they are then. */
    private void change() throws Exception {
        boolean isFirst = next == 0;
        int from = next + 1;
        next += EACH;
        execute(
                "INSERT INTO orders SELECT i, i + 0.25 FROM generate_series(" + from + ", " + next + ") i",
                "UPDATE orders SET price = price + 1 WHERE id BETWEEN " + from + " AND " + (from + 49),
                "DELETE FROM orders WHERE id BETWEEN " + (from + 40) + " AND " + (from + 59));
        changes += isFirst ? EACH - 20 : EACH + 50 + 20;
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

    private static List<String> table() throws Exception {
        try (Connection database = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id || ' ' || price FROM orders ORDER BY id")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private RunnelProcess start(Path pipeline, Path data) {
        return RunnelProcess.start(
                RUNNEL, port, folder.resolve("output.txt"), "run", pipeline.toString(), "--data-dir", data.toString());
    }

    private static List<String> view(RunnelProcess process) throws Exception {
        Matcher row = ROW.matcher(process.get("/current"));
        List<String> rows = new ArrayList<>();
        while (row.find()) {
            rows.add(row.group(1) + " " + row.group(2));
        }
        return rows;
    }

    private static void awaitRows(RunnelProcess process, int rows) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (view(process).size() < rows) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + rows + " rows within 90 s\n" + process.output());
            }
            Thread.sleep(100);
        }
    }

    private static void awaitView(RunnelProcess process, List<String> table) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < deadline && !sameRows(view(process), table)) {
            Thread.sleep(200);
        }
        assertThat(view(process)).as(process.output()).containsExactlyInAnyOrderElementsOf(table);
    }

    private static boolean sameRows(List<String> view, List<String> table) {
        return view.size() == table.size() && view.containsAll(table);
    }
}
