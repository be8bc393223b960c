package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that end, read straight into the lake: counted at the destination. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadITCase {
    private static final QueryLimits ALL = new QueryLimits(100_000, Duration.ofSeconds(30));
    private static final int FILES = 4;
    private static final int ROWS_A_FILE = 12_000;

    private Running running;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        running = new Running(folder);
        give();
    }

    @AfterAll
    void end() {
        running.close();
    }

    @AfterEach
    void endFlink() {
        running.kill();
    }

    private Pipeline pipeline(String name, String more) throws Exception {
        return running.read(
                """
                name: NAME
                streams:
                  orders:
                    source: { files: { path: "data/*.csv" } }
                    fields: { id: bigint!, mail: { type: string, pii: mask }, price: "decimal(9,2)" }
                """
                                .replace("NAME", name)
                        + (more.contains("log:") ? "" : "    log: false\n")
                        + more);
    }

    private static String lake(String table, String settings) {
        return "    to: { lake: { table: " + table + settings + " } }\n";
    }

    /** In each file every thousandth row has no id. */
    private void give() throws Exception {
        Path data = Files.createDirectories(running.pipelineFolder().resolve("data"));
        for (int file = 0; file < FILES; file++) {
            StringBuilder text = new StringBuilder("id,mail,price\n");
            for (int row = 0; row < ROWS_A_FILE; row++) {
                int id = file * ROWS_A_FILE + row;
                text.append(row % 1000 == 999 ? "" : id)
                        .append(",ann")
                        .append(id)
                        .append("@example.com,")
                        .append(id % 100)
                        .append(".25\n");
            }
            Files.writeString(data.resolve("part-" + file + ".csv"), text);
        }
    }

    private static JobStatus status(RunningPipeline runs) {
        return runs.jobs().stream()
                .filter(job -> job.name().contains(".collect."))
                .findFirst()
                .orElseThrow();
    }

    private List<@Nullable Object> row(Pipeline pipeline, String sql) {
        try (LakeQuery query = new LakeQuery(pipeline, running.environment())) {
            return query.query(sql, ALL).rows().get(0);
        }
    }

    private void assertEveryRowOnce(Pipeline pipeline) {
        long all = FILES * ROWS_A_FILE;
        long bad = all / 1000;
        assertThat(row(pipeline, "SELECT count(*), count(DISTINCT id), sum(price) FROM orders"))
                .as("every row once")
                .startsWith(all - bad, all - bad);
        assertThat(row(pipeline, "SELECT count(*) FROM orders WHERE mail NOT LIKE '***@example.com' OR _offset <> -1"))
                .containsExactly(0L);
        assertThat(running.records(pipeline.name() + ".orders")).isEmpty();
        assertThat(running.records(pipeline.name() + ".orders.invalid"))
                .hasSize((int) bad)
                .allSatisfy(
                        r -> assertThat(SourceSuite.header(r, Headers.STAGE)).isEqualTo("collect"))
                .noneMatch(r -> Running.text(r.value()).contains("ann"));
        assertThat(running.records(pipeline.name() + ".orders.invalid").stream()
                        .map(r -> SourceSuite.header(r, Headers.SOURCE)))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, FILES)
                        .boxed()
                        .flatMap(f -> IntStream.range(0, ROWS_A_FILE / 1000)
                                .mapToObj(i -> "data/part-" + f + ".csv:" + (i * 1000 + 1001)))
                        .toList());
    }

    /** The lake's files roll once a minute, and nobody waits for that. */
    @Test
    void landsFilesWithoutTheLogAndEndsAtOnce() throws Exception {
        Pipeline pipeline = pipeline("once", lake("once", ""));
        long begin = System.nanoTime();
        RunningPipeline first = running.start(pipeline);
        running.await("the end", () -> status(first).state() == State.FINISHED);
        System.out.println("MEASURED " + (System.nanoTime() - begin) / 1_000_000 + " ms " + status(first));
        assertThat(status(first).counters())
                .containsEntry(JobMonitor.loaded("orders"), (long) FILES * ROWS_A_FILE - FILES * 12)
                .containsEntry(JobMonitor.notLoaded("orders"), FILES * 12L);
        assertThat(first.stop(Duration.ofSeconds(20))).isTrue();
        running.kill();
        assertEveryRowOnce(pipeline);
        assertThat(row(pipeline, "SELECT count(*) FROM once_invalid")).containsExactly(FILES * 12L);

        RunningPipeline second = running.start(pipeline);
        running.await("the second end", () -> status(second).state() == State.FINISHED);
        assertThat(status(second).why()).contains("its source was read to the end");
        running.kill();
        assertEveryRowOnce(pipeline);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void killsInTheMiddleLoseAndRepeatNothing(String format) throws Exception {
        Pipeline pipeline = pipeline(
                "kills-" + format, lake("kills_" + format, ", format: " + format + ", roll: { every: 100ms }"));
        // A kill here interrupts threads; a class that was being initialised would be broken for good.
        Class.forName("org.apache.iceberg.shaded.org.apache.avro.LogicalTypes");
        for (int round = 0; round < 4; round++) {
            running.start(pipeline);
            Thread.sleep(150 + 130L * round);
            running.kill();
        }
        RunningPipeline last = running.start(pipeline);
        running.await("the end", () -> status(last).state() == State.FINISHED);
        running.kill();
        assertEveryRowOnce(pipeline);
    }

    /** What is sent to such a stream by hand, or replayed, goes through its log as ever. */
    @Test
    void whatIsSentToItIsLandedBesides() throws Exception {
        Pipeline pipeline = pipeline("besides", lake("besides", ", roll: { every: 200ms }"));
        RunningPipeline runs = running.start(pipeline);
        running.send("besides.orders", null, "{\"id\":-7,\"price\":1.5}");
        running.flush();
        running.await("both", () -> status(runs).state() == State.FINISHED);
        assertThat(runs.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(row(pipeline, "SELECT count(*), min(id), count(DISTINCT _offset) FROM orders"))
                .containsExactly((long) FILES * (ROWS_A_FILE - 12) + 1, -7L, 2L);
    }

    @Test
    void whatWasLandedWithoutTheLogIsNotReadAgainThroughIt() throws Exception {
        RunningPipeline loaded = running.start(pipeline("loaded", lake("loaded", "")));
        running.await("the end", () -> status(loaded).state() == State.FINISHED);
        running.kill();

        RunningPipeline logged = running.start(pipeline("loaded", "    log: true\n" + lake("loaded", "")), false);
        running.await("the refusal", () -> status(logged).state() == State.FAILED);
        assertThat(status(logged).why().orElseThrow())
                .contains("its rows were landed without the log, which is needed now (`log` asks for it)");
    }

    @Test
    void whatWasReadIntoTheLogGoesOnThroughIt() throws Exception {
        RunningPipeline logged = running.start(pipeline("logged", "    log: true\n" + lake("logged", "")));
        running.await("the end", () -> status(logged).state() == State.FINISHED);
        running.kill();
        int read = FILES * (ROWS_A_FILE - 12);
        assertThat(running.records("logged.orders")).hasSize(read);

        Pipeline without = pipeline("logged", lake("logged", ""));
        RunningPipeline second = running.start(without);
        running.await("the second end", () -> status(second).state() == State.FINISHED);
        assertThat(second.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(row(without, "SELECT count(*), count(DISTINCT id) FROM orders"))
                .containsExactly((long) read, (long) read);
    }
}
