package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryException;
import dev.runnel.engine.run.RunningPipeline;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lake on an HDFS, killed while it is written; its rows are counted by DuckDB in copies of its files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HdfsLakeITCase {
    private static final int ROWS = 30_000;

    private Path folder;
    private Running running;
    private LocalHdfs hdfs;

    @BeforeAll
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void begin(@TempDir Path temporary) throws Exception {
        folder = temporary;
        hdfs = new LocalHdfs(temporary.resolve("hdfs"));
        hdfs.folder("/lake", "777");
        running = new Running(temporary);
        Path environment = running.pipelineFolder().resolve(EnvironmentFile.FILE);
        Files.createDirectories(environment.getParent());
        Files.writeString(
                environment, "lake: \"%s/lake\"\nallow_paths: \"%s/in\"\n".formatted(hdfs.address(), hdfs.address()));
    }

    @AfterEach
    void endFlink() {
        running.kill();
    }

    @AfterAll
    void end() throws Exception {
        running.close();
        hdfs.close();
    }

    private static State state(RunningPipeline runs, String job) {
        return status(runs, job).state();
    }

    private static JobStatus status(RunningPipeline runs, String job) {
        return runs.jobs().stream()
                .filter(j -> j.name().equals(job))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a folder of HDFS has a file, at any depth. */
    private boolean has(String path) {
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(path);
        try {
            return hdfs.files().exists(root)
                    && hdfs.files().listFiles(root, true).hasNext();
        } catch (FileNotFoundException e) {
            return false; // renamed meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows and different ids of a table, of the files that a reader of lakes sees. */
    private List<Long> counted(String table) throws Exception {
        Path copy = Files.createTempDirectory(folder, "copy");
        hdfs.files()
                .copyToLocalFile(
                        false,
                        new org.apache.hadoop.fs.Path("/lake/" + table),
                        new org.apache.hadoop.fs.Path(copy.toUri()),
                        true);
        List<String> seen;
        try (Stream<Path> all = Files.walk(copy)) {
            seen = all.filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> Stream.of(copy.relativize(file).toString().split("/"))
                            .noneMatch(part -> part.startsWith(".") || part.startsWith("_")))
                    .map(file -> "'" + file + "'")
                    .toList();
        }
        if (seen.isEmpty()) {
            return List.of(0L, 0L);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT count(*), count(DISTINCT id) FROM read_parquet(" + seen + ")")) {
            assertThat(result.next()).isTrue();
            return List.of(result.getLong(1), result.getLong(2));
        }
    }

    private void awaitCounted(String table, long rows) throws Exception {
        running.await(rows + " rows in " + table, () -> {
            try {
                return counted(table).get(0) >= rows;
            } catch (IOException e) {
                return false; // files were renamed while they were copied
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String csv(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> i + "\n").collect(Collectors.joining("", "id\n", ""));
    }

    @Test
    void aLandingIsExactThroughKillsAndANameNodeThatIsAway() throws Exception {
        Pipeline pipeline = running.read(
                """
                name: stream
                streams:
                  clicks:
                    source: { http: {} }
                    fields: { id: bigint!, type: string }
                    to: { lake: { table: clicks, partition_by: [type], roll: { every: 300ms } } }
                """);
        int sent = 0;
        for (int round = 0; round < 2; round++) {
            running.start(pipeline);
            for (int i = 0; i < ROWS / 3; i++) {
                running.send("stream.clicks", null, "{\"id\":" + sent++ + ",\"type\":\"t" + i % 2 + "\"}");
            }
            running.flush();
            Thread.sleep(500 + 400L * round);
            running.kill();
        }
        hdfs.stopNameNode();
        CompletableFuture<Void> started = CompletableFuture.runAsync(() -> {
            try {
                running.start(pipeline);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        RunningPipeline before = running.pipeline();
        running.await("another start", () -> running.pipeline() != before);
        running.await("what it waits for", () -> status(running.pipeline(), "stream.land.clicks")
                .why()
                .orElse("")
                .startsWith(hdfs.address() + " does not answer as a name node does (Connection refused); is it up"));
        hdfs.startNameNode();
        started.join();
        awaitCounted("clicks", sent);

        hdfs.stopNameNode();
        for (int i = 0; i < 1000; i++) {
            running.send("stream.clicks", null, "{\"id\":" + sent++ + ",\"type\":\"late\"}");
        }
        running.flush();
        running.await("a failure", () -> state(running.pipeline(), "stream.land.clicks") == State.RESTARTING);
        hdfs.startNameNode();
        awaitCounted("clicks", sent);
        assertThat(counted("clicks")).containsExactly((long) sent, (long) sent);
        assertThatThrownBy(() -> new LakeQuery(pipeline, running.environment()))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("queries read a lake on a local disk only")
                .hasMessageContaining(hdfs.address() + "/lake");
    }

    @Test
    void theLastLoadOfADayIsTheOneThatIsThereWhateverIsKilled() throws Exception {
        hdfs.put("/in/orders.csv", csv(ROWS));
        Pipeline pipeline = running.read(
                """
                name: daily
                streams:
                  orders:
                    source: { files: { path: "%s/in/orders.csv" } }
                    fields: { id: bigint! }
                    to: { lake: { table: warehouse/orders, partition_by: [ingest_date], roll: { every: 100ms } } }
                """
                        .formatted(hdfs.address()));
        running.start(pipeline);
        running.await("the first files of the load", () -> has("/lake/.loads"));
        running.kill();
        assertThat(has("/lake/warehouse/orders/ingest_date=" + today()))
                .as("nobody sees half a load")
                .isFalse();
        running.start(pipeline);
        Thread.sleep(500);
        running.kill();
        awaitLoad(pipeline);
        assertThat(counted("warehouse/orders")).containsExactly((long) ROWS, (long) ROWS);

        hdfs.put("/in/orders.csv", csv(20_000));
        awaitLoad(pipeline);
        assertThat(counted("warehouse/orders")).containsExactly(20_000L, 20_000L);
        assertThat(hdfs.files().listStatus(new org.apache.hadoop.fs.Path("/lake/warehouse/orders")))
                .extracting(f -> f.getPath().getName())
                .containsExactlyInAnyOrder("ingest_date=" + today(), "_schema.parquet");
        assertThat(hdfs.files().listStatus(new org.apache.hadoop.fs.Path("/lake/.loads")))
                .isEmpty();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /** The landing of what is posted begins when the load is in its place. */
    private void awaitLoad(Pipeline pipeline) throws Exception {
        RunningPipeline runs = running.start(pipeline);
        running.await("the load", () -> state(runs, "daily.land.orders") == State.RUNNING);
        running.kill();
    }
}
