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
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a PostgreSQL into logs, with kills in the middle. */
class JdbcSourceITCase {
    private static final int ROWS = 20_000;

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

    private static Pipeline pipeline(String stream, String source) throws Exception {
        return running.read(
                """
                name: base
                streams:
                  %s:
                    source: { jdbc: { url: "%s", user: postgres, %s } }
                    fields: { id: bigint!, name: string, price: "decimal(9,2)" }
                """
                        .formatted(stream, url(), source));
    }

    private static boolean ended(RunningPipeline runs) {
        return runs.jobs().stream().anyMatch(j -> j.name().startsWith("base.collect.") && j.state() == State.FINISHED);
    }

    private static List<String> rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"id\":%d,\"name\":\"n%d\",\"price\":%d.25}".formatted(i, i, i % 100))
                .toList();
    }

    @Test
    void readsATableOnceThroughKills() throws Exception {
        execute(
                "CREATE TABLE whole (id bigint PRIMARY KEY, name text, price numeric(9,2))",
                "INSERT INTO whole SELECT i, 'n' || i, i % 100 + 0.25 FROM generate_series(1, " + ROWS + ") i",
                "INSERT INTO whole VALUES (" + (ROWS + 1) + ", 'dear', 'NaN')");
        Pipeline pipeline = pipeline("whole", "tables: whole, split_rows: 3000, fetch_size: 100");
        for (int round = 0; round < 3; round++) {
            running.start(pipeline);
            int some = 1 + round * ROWS / 4;
            running.await("some rows", () -> running.records("base.whole").size() >= some);
            running.kill();
        }
        RunningPipeline last = running.start(pipeline);
        running.await("the end", () -> ended(last));
        running.kill();

        assertThat(running.values("base.whole")).containsExactlyInAnyOrderElementsOf(rows(1, ROWS));
        assertThat(running.records("base.whole.invalid")).singleElement().satisfies(r -> {
            assertThat(SourceSuite.header(r, Headers.SOURCE)).isEqualTo("public.whole[id=" + (ROWS + 1) + "]");
            assertThat(Running.text(r.value())).contains("\"dear\"").contains("NaN");
        });

        RunningPipeline again = running.start(pipeline);
        running.await("the second end", () -> ended(again));
        running.kill();
        assertThat(running.values("base.whole")).hasSize(ROWS);
    }

    @Test
    void readsWhatCameThroughKills() throws Exception {
        execute("CREATE TABLE grows (id bigint PRIMARY KEY, name text, price numeric(9,2))");
        Pipeline pipeline = pipeline("grows", "tables: grows, increment_by: id, every: 200ms, lag: 200ms");
        int at = 0;
        for (int round = 0; round < 3; round++) {
            running.start(pipeline);
            for (int batch = 0; batch < 4; batch++) {
                execute("INSERT INTO grows SELECT i, 'n' || i, i % 100 + 0.25 FROM generate_series(" + (at + 1) + ", "
                        + (at + 250) + ") i");
                at += 250;
                int some = at - 500;
                running.await("some rows", () -> running.records("base.grows").size() >= some);
            }
            running.kill();
        }
        RunningPipeline last = running.start(pipeline);
        running.await("every row", () -> running.values("base.grows").size() >= 3000);
        assertThat(last.stop(Duration.ofSeconds(20))).isTrue(); // what was read is written by then
        running.kill();

        assertThat(running.values("base.grows")).containsExactlyInAnyOrderElementsOf(rows(1, 3000));
    }

    @Test
    void saysWhichTableThereIsNot() throws Exception {
        execute("CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY)");
        RunningPipeline runs = running.start(pipeline("missing", "tables: order"));
        running.await("the trouble", () -> runs.jobs().stream()
                .anyMatch(job -> job.state() == State.RESTARTING
                        && Stream.of("order", "orders").allMatch(job.why().orElse("")::contains)));
        running.kill();
    }
}
