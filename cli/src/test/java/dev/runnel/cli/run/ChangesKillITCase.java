package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes of a table of each database while the whole process is killed: a view of what holds now is the table, and each
 * change came once.
 */
class ChangesKillITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final int EACH = 200;
    private static final String STREAM =
            """
              %1$s:
                key: id
                source: { cdc: { url: "%2$s", user: %3$s, tables: orders } }
                fields: { id: bigint!, price: "decimal(9,2)", op: { type: string!, path: _op } }
            """;
    private static final String MODEL =
            """
              current_%1$s:
                key: [id]
                sql: >
                  SELECT id, price FROM (
                    SELECT id, price, op, ROW_NUMBER() OVER (PARTITION BY id ORDER BY `_offset` DESC) AS n FROM %1$s
                  ) WHERE n = 1 AND op <> 'delete'
                to: { view: { path: /%1$s } }
            """;
    private static final Pattern ROW = Pattern.compile("\"id\":(\\d+),\"price\":\"?([0-9.]+)");

    @TempDir
    static Path folder;

    private static List<ChangingDatabase> databases;

    private final int port = Ports.free();
    private int next;
    /** What the log has to say, as an id and what happened to its row. */
    private final List<String> changes = new ArrayList<>();

    @BeforeAll
    static void prepare() throws Exception {
        RUNNEL.prepare();
        databases = List.of(ChangingDatabase.postgres(folder), ChangingDatabase.mariaDb(folder));
    }

    @AfterAll
    static void stop() {
        databases.forEach(ChangingDatabase::close);
    }

    @Test
    void theViewsAreTheTablesAfterKills() throws Exception {
        Path pipeline = Files.createDirectories(folder.resolve("shop"));
        Path data = folder.resolve("data");
        Files.writeString(pipeline.resolve("runnel.yaml"), pipeline());
        for (ChangingDatabase each : databases) {
            each.execute("CREATE TABLE orders (id bigint PRIMARY KEY, price numeric(9,2))");
        }
        change();
        for (int life = 0; life < 2; life++) {
            try (RunnelProcess process = start(pipeline, data)) {
                process.awaitReady();
                for (ChangingDatabase each : databases) {
                    awaitRows(process, each, life == 0 ? 1 : EACH);
                }
                change();
                Thread.sleep(400L * life);
                process.kill();
            }
            change();
        }
        try (RunnelProcess last = start(pipeline, data)) {
            last.awaitReady();
            String kafka = Endpoints.ofRunning(data).orElseThrow().kafka();
            for (ChangingDatabase each : databases) {
                awaitView(last, each);
                List<String> log = Topics.read(kafka, "shop." + each.name()).stream()
                        .map(r -> change(new String(r.value(), StandardCharsets.UTF_8)))
                        .toList();
                assertThat(log).as(each.name()).containsExactlyInAnyOrderElementsOf(changes);
            }
            last.interrupt();
            assertThat(last.awaitEnd(Duration.ofSeconds(60))).isZero();
        }
    }

    private static String pipeline() {
        StringBuilder yaml = new StringBuilder("name: shop\nstreams:\n");
        databases.forEach(each -> yaml.append(STREAM.formatted(each.name(), each.url(), each.user())));
        yaml.append("models:\n");
        databases.forEach(each -> yaml.append(MODEL.formatted(each.name())));
        return yaml.toString();
    }

    /** Rows that come, some of which change and some go; those before the first start are counted as they are then. */
    private void change() throws Exception {
        boolean isFirst = next == 0;
        int from = next + 1;
        next += EACH;
        for (ChangingDatabase each : databases) {
            each.execute(
                    "INSERT INTO orders SELECT i, i + 0.25 FROM " + each.numbers(from, next),
                    "UPDATE orders SET price = price + 1 WHERE id BETWEEN " + from + " AND " + (from + 49),
                    "DELETE FROM orders WHERE id BETWEEN " + (from + 40) + " AND " + (from + 59));
        }
        for (int id = from; id <= next; id++) {
            int at = id - from;
            boolean isDeleted = at >= 40 && at < 60;
            if (isFirst && isDeleted) {
                continue;
            }
            changes.add(id + " " + (isFirst ? "read" : "insert"));
            if (!isFirst && at < 50) {
                changes.add(id + " update");
            }
            if (!isFirst && isDeleted) {
                changes.add(id + " delete");
            }
        }
    }

    private static String change(String record) {
        return record.replaceAll("\\{\"id\":(\\d+),.*\"_op\":\"(\\w+)\"}", "$1 $2");
    }

    private RunnelProcess start(Path pipeline, Path data) {
        return RunnelProcess.start(
                RUNNEL, port, folder.resolve("output.txt"), "run", pipeline.toString(), "--data-dir", data.toString());
    }

    private static List<String> view(RunnelProcess process, ChangingDatabase database) throws Exception {
        Matcher row = ROW.matcher(process.get("/" + database.name()));
        List<String> rows = new ArrayList<>();
        while (row.find()) {
            rows.add(row.group(1) + " " + row.group(2));
        }
        return rows;
    }

    private static void awaitRows(RunnelProcess process, ChangingDatabase database, int rows) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (view(process, database).size() < rows) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "no " + rows + " rows of " + database.name() + " within 90 s\n" + process.output());
            }
            Thread.sleep(100);
        }
    }

    private static void awaitView(RunnelProcess process, ChangingDatabase database) throws Exception {
        List<String> table = database.rows("SELECT concat(id, ' ', price) FROM orders ORDER BY id");
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < deadline && !sameRows(view(process, database), table)) {
            Thread.sleep(200);
        }
        assertThat(view(process, database)).as(process.output()).containsExactlyInAnyOrderElementsOf(table);
    }

    private static boolean sameRows(List<String> view, List<String> table) {
        return view.size() == table.size() && view.containsAll(table);
    }
}
