package dev.runnel.connectors.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.Fixture;
import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lands rows by real Flink jobs, breaks them, and counts at the destination. */
@Timeout(180)
class LandingITCase {
    private static final QueryLimits ALL = new QueryLimits(100_000, Duration.ofSeconds(30));

    @TempDir
    Path temporary;

    private Path folder() {
        return temporary.resolve("a folder");
    }

    private Path lake() {
        return folder().resolve("lake");
    }

    private QueryResult query(String yaml, String sql) {
        try (LakeQuery query = new LakeQuery(
                Fixture.pipeline(List.of(Fixture.stream("events", Fixture.CLICKS, Fixture.lake(yaml))), List.of()),
                Fixture.environment(folder()))) {
            return query.query(sql, ALL);
        }
    }

    private List<@Nullable Object> row(String yaml, String sql) {
        return query(yaml, sql).rows().get(0);
    }

    private void assertEveryRowOnce(String yaml, long rows) {
        assertThat(
                        row(
                                yaml,
                                "SELECT count(*), count(DISTINCT id), min(id), max(id), count(DISTINCT event.page) FROM events"))
                .isEqualTo(List.of(rows, rows, 0L, rows - 1, rows - (rows + 9) / 10));
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 60 s for " + what).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private List<Path> dataFiles(String table) throws IOException {
        try (Stream<Path> files = Files.walk(lake().resolve(table))) {
            return files.filter(f -> f.toString().endsWith(".parquet"))
                    .filter(f -> !f.getFileName().toString().startsWith("_"))
                    .sorted()
                    .toList();
        }
    }

    private static String yaml(String format, String every) {
        return "{ format: " + format + ", partition_by: [day(event.timestamp), type], roll: { every: " + every + " } }";
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void everyRowIsThereOnceAfterFailures(String format) throws Exception {
        String yaml = yaml(format, "200ms");
        LandingJob.of(folder(), yaml, 40_000).pace(10_000, 2).failing(6, 1).run();

        assertEveryRowOnce(yaml, 40_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void everyRowIsThereOnceWhenTheEndComesBeforeACheckpointAfterAFailure(String format) throws Exception {
        String yaml = yaml(format, "2s");
        LandingJob.of(folder(), yaml, 9_000).pace(2_000, 1).failingAtTheEnd().run();

        assertEveryRowOnce(yaml, 9_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void everyRowIsThereOnceAfterAStartFromARetainedCheckpoint(String format) throws Exception {
        String yaml = yaml(format, "200ms");
        LandingJob job = LandingJob.of(folder(), yaml, 30_000).pace(8_000, 2);
        JobClient first = job.start();
        await("the first rows", () -> landed(yaml) > 3_000);
        first.cancel().get();
        await("the end of the first job", () -> status(first).isGloballyTerminalState());
        long before = landed(yaml);
        assertThat(before).isLessThan(30_000);

        job.from(newestCheckpoint()).run();

        assertEveryRowOnce(yaml, 30_000);
    }

    private long landed(String yaml) {
        return (Long)
                Objects.requireNonNull(row(yaml, "SELECT count(*) FROM events").get(0));
    }

    /** A local cluster ends with its job, and then no longer answers. */
    private static JobStatus status(JobClient job) {
        try {
            return job.getJobStatus().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            return JobStatus.CANCELED;
        }
    }

    private Path newestCheckpoint() throws IOException {
        try (Stream<Path> files = Files.walk(folder().resolve("checkpoints"))) {
            return files.filter(f -> f.getFileName().toString().equals("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingInt(
                            p -> Integer.parseInt(p.getFileName().toString().substring("chk-".length()))))
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void landsTheContractsTypesAndTheSystemColumns(String format) throws Exception {
        String yaml = yaml(format, "500ms");
        LandingJob.of(folder(), yaml, 3).run();

        QueryResult result = query(yaml, "SELECT * FROM events ORDER BY id");

        assertThat(result.columns())
                .extracting(c -> c.name() + " " + c.type())
                .containsExactly(
                        "id BIGINT",
                        "type VARCHAR",
                        "event STRUCT(\"timestamp\" TIMESTAMP WITH TIME ZONE, page VARCHAR, price DECIMAL(10,2))",
                        "tags VARCHAR[]",
                        "_received_at TIMESTAMP WITH TIME ZONE",
                        "_correlation_id VARCHAR",
                        "_partition INTEGER",
                        "_offset BIGINT");
        Instant time = Instant.ofEpochMilli(LandingJob.START + 120_000);
        assertThat(result.rows().get(2))
                .isEqualTo(List.of(
                        2L,
                        "a/b c",
                        Map.of("timestamp", time, "page", "3c6ef372fe94f82a", "price", new BigDecimal("0.02")),
                        Arrays.asList("t2", null),
                        time,
                        "c2",
                        3L,
                        2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void leavesSystemColumnsOutWhereAsked(String format) throws Exception {
        String yaml = "{ system_columns: false, format: " + format + ", roll: { every: 500ms } }";
        LandingJob.of(folder(), yaml, 3).run();

        assertThat(query(yaml, "SELECT * FROM events").columns())
                .extracting(QueryResult.Column::name)
                .containsExactly("id", "type", "event", "tags");
    }

    @Test
    void partitionsAreFoldersAndNamesAreNeverUsedTwice() throws Exception {
        String yaml = "{ table: clickstream-data, partition_by: [day(event.timestamp), type], roll: { every: 500ms } }";
        LandingJob.of(folder(), yaml, 3_000).run();
        List<Path> once = dataFiles("clickstream-data");
        LandingJob.of(folder(), yaml, 3_000).run();
        List<Path> twice = dataFiles("clickstream-data");

        assertThat(once).hasSizeGreaterThanOrEqualTo(9).allSatisfy(file -> assertThat(
                        lake().resolve("clickstream-data").relativize(file).toString())
                .matches("event_timestamp_day=2025-11-2[0-9]/type=(click|view|a%2Fb%20c)/part-[-0-9a-f]+\\.parquet"));
        assertThat(twice).hasSizeGreaterThanOrEqualTo(once.size() + 9).containsAll(once);
        assertThat(row(yaml, "SELECT count(*), count(DISTINCT id) FROM events")).isEqualTo(List.of(6_000L, 3_000L));
        assertThat(row(
                        yaml,
                        "SELECT count(*) FROM read_parquet('" + lake()
                                + "/clickstream-data/*/*/*.parquet', filename = true)"
                                + " WHERE replace(replace(parse_path(filename)[-2], '%2F', '/'), '%20', ' ') <> 'type=' || type"
                                + " OR parse_path(filename)[-3] <> 'event_timestamp_day=' || (event.timestamp)::DATE"))
                .isEqualTo(List.of(0L));
    }

    @Test
    void rollsByRows() throws Exception {
        String yaml = "{ roll: { every: 1h, rows: 1000 } }";
        LandingJob.of(folder(), yaml, 10_500).run();

        QueryResult files = query(
                yaml,
                "SELECT count(*) FROM read_parquet('" + lake()
                        + "/events/part-*.parquet', filename = true) GROUP BY filename");
        assertThat(files.rows()).hasSizeBetween(11, 13).allSatisfy(file -> assertThat((Long) file.get(0))
                .isLessThanOrEqualTo(1000));
        assertEveryRowOnce(yaml, 10_500);
    }

    @Test
    void rollsBySize() throws Exception {
        String yaml = "{ compression: none, roll: { every: 1h, size: 256kb } }";
        LandingJob.of(folder(), yaml, 60_000).run();

        List<Path> files = dataFiles("events");
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files.subList(0, files.size() - 1)) {
            assertThat(Files.size(file)).isLessThan(512 << 10);
        }
        assertEveryRowOnce(yaml, 60_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void rollsByTimeWhileNothingComes(String format) throws Exception {
        String yaml = "{ format: " + format + ", roll: { every: 300ms } }";
        JobClient job =
                LandingJob.of(folder(), yaml, 50).thenIdle().pace(1_000, 1).start();
        try {
            await("the rows of an idle stream", () -> landed(yaml) == 50);
            assertThat(status(job)).isEqualTo(JobStatus.RUNNING);
        } finally {
            job.cancel().get();
            await("the end of the job", () -> status(job).isGloballyTerminalState());
        }
    }

    @Test
    void nothingUnfinishedCanBeSeen() throws Exception {
        String yaml = "{ roll: { every: 1h, rows: 1000000 } }";
        JobClient job =
                LandingJob.of(folder(), yaml, 1_000_000_000).pace(1_000, 1).start();
        try {
            // Flink takes a first checkpoint or two at once, whatever the interval; what comes then stays unfinished.
            await("rows that cannot be seen", () -> hiddenFiles() > 0 && staysFor(Duration.ofMillis(500), yaml));
            assertThat(status(job)).isEqualTo(JobStatus.RUNNING);
        } finally {
            job.cancel().get();
            await("the end of the job", () -> status(job).isGloballyTerminalState());
        }
    }

    private boolean staysFor(Duration time, String yaml) {
        long before = landed(yaml);
        LockSupport.parkNanos(time.toNanos());
        return before > 0 && landed(yaml) == before;
    }

    private long hiddenFiles() {
        try (Stream<Path> files = Files.walk(lake())) {
            return files.filter(f -> f.getFileName().toString().startsWith(".part-"))
                    .count();
        } catch (IOException | UncheckedIOException e) {
            return 0; // a folder that comes or goes meanwhile
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void invalidRowsLieBesideByTheDayTheyCame(String format) throws Exception {
        String yaml = yaml(format, "500ms");
        LandingJob.of(folder(), yaml, 2_000).ofInvalid().run();

        assertThat(row(yaml, "SELECT count(*), count(DISTINCT id) FROM events_invalid"))
                .isEqualTo(List.of(2_000L, 2_000L));
        assertThat(landed(yaml)).isZero();
        assertThat(dataFiles("events_invalid"))
                .allSatisfy(file -> assertThat(file.toString()).containsPattern("/received_at_day=2025-11-2[0-9]/"));
        assertThat(query(yaml, "DESCRIBE events_invalid").rows()).hasSize(LandingJob.ROWS.getFieldCount());
    }
}
