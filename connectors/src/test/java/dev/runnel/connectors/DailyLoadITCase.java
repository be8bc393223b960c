package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A table read whole at each start: the last load of a day is the one that is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DailyLoadITCase {
    private static final QueryLimits ALL = new QueryLimits(100, Duration.ofSeconds(30));
    private static final int ROWS = 30_000;

    private Running running;
    private Path folder;
    private Connection database;
    private Pipeline pipeline;

    @BeforeAll
    void begin(@TempDir Path temporary) throws Exception {
        folder = temporary;
        running = new Running(folder);
        String url = "jdbc:h2:" + folder.resolve("shop") + ";AUTO_SERVER=TRUE";
        database = DriverManager.getConnection(url, "sa", "");
        execute("CREATE TABLE orders (id BIGINT PRIMARY KEY, made VARCHAR)");
        execute("INSERT INTO orders SELECT X, 'first' FROM SYSTEM_RANGE(1, " + ROWS + ")");
        pipeline = running.read(
                """
                name: daily
                streams:
                  orders:
                    source: { jdbc: { url: "%s", user: sa, tables: ORDERS, fetch_size: 100 } }
                    fields: { id: { type: bigint!, path: ID }, made: { type: string, path: MADE } }
                    to: { lake: { table: orders, partition_by: [ingest_date, made], roll: { every: 100ms } } }
                """
                        .formatted(url));
    }

    @AfterEach
    void endFlink() {
        running.kill();
    }

    @AfterAll
    void end() throws Exception {
        running.close();
        database.close();
    }

    private void execute(String sql) throws Exception {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JobStatus status(RunningPipeline runs, String job) {
        return runs.jobs().stream()
                .filter(j -> j.name().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private void awaitPublished(RunningPipeline runs) throws Exception {
        running.await(
                "the landing, which waits for the load",
                () -> status(runs, "daily.land.orders").state() == State.RUNNING);
    }

    private List<@Nullable Object> row(String sql) {
        try (LakeQuery query = new LakeQuery(pipeline, running.environment())) {
            return query.query(sql, ALL).rows().get(0);
        }
    }

    private List<String> partitions() throws Exception {
        try (Stream<Path> all = Files.list(folder.resolve("lake/orders"))) {
            return all.map(f -> f.getFileName().toString())
                    .filter(name -> !name.startsWith("_") && !name.startsWith("."))
                    .toList();
        }
    }

    @Test
    void theLastLoadOfADayIsTheOneThatIsThereWhateverIsKilled() throws Exception {
        for (int kill = 0; kill < 3; kill++) {
            running.start(pipeline);
            Thread.sleep(200 + 300L * kill);
            running.kill();
        }
        RunningPipeline first = running.start(pipeline);
        awaitPublished(first);
        running.send("daily.orders", null, "{\"ID\":-1,\"MADE\":\"posted\"}");
        running.flush();
        running.await("the posted one", () -> row("SELECT count(*) FROM orders WHERE id = -1")
                .equals(List.of(1L)));
        assertThat(row("SELECT count(*), count(DISTINCT id), count(DISTINCT made) FROM orders"))
                .containsExactly(ROWS + 1L, ROWS + 1L, 2L);
        assertThat(running.records("daily.orders")).hasSize(1);
        running.kill();

        execute("DELETE FROM orders WHERE id > 20000");
        execute("UPDATE orders SET made = 'second'");
        Set<Object> seen = ConcurrentHashMap.newKeySet();
        RunningPipeline second = running.start(pipeline);
        while (status(second, "daily.land.orders").state() != State.RUNNING) {
            try {
                seen.addAll(row("SELECT count(*) FROM orders WHERE id > 0"));
            } catch (QueryException e) {
                seen.add(0L); // its files were exchanged between two looks
            }
        }
        awaitPublished(second);
        assertThat(seen).isSubsetOf(0L, (long) ROWS, 20_000L).contains((long) ROWS);
        assertThat(row("SELECT count(*), count(DISTINCT id), count(*) FILTER (made = 'second') FROM orders"))
                .containsExactly(20_001L, 20_001L, 20_000L);
        assertThat(partitions()).containsExactly("ingest_date=" + LocalDate.now(ZoneOffset.UTC));
        assertThat(folder.resolve("lake/.loads")).isEmptyDirectory();
    }
}
