package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The atlas example with more rows: killed with -9 while it loads, and run again on the same day. */
class AtlasExampleITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final int ROWS = 300_000;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    void everyRowIsThereOnceAfterAKillAndASecondRun() throws Exception {
        Path pipeline = AtlasCopy.make(folder, ROWS);
        Path lake = folder.resolve("data/lake");
        Path table = lake.resolve("data/warehouse/ecommerce/transactions");
        try (RunnelProcess process = start(pipeline)) {
            await(process, "the first files of the load", () -> !loads(lake.resolve(".loads"))
                    .isEmpty());
            process.kill();
        }
        assertThat(loads(table)).as("nobody sees half a load").isEmpty();
        try (RunnelProcess process = start(pipeline)) {
            awaitItsEnd(process);
            assertThat(read(process.output())).as(process.output()).isEqualTo(ROWS);
            assertThat(process.output()).contains("; " + AtlasCopy.good(ROWS) + " rows in the lake");
        }
        List<Path> first = loads(table);
        assertEveryRowOnce(table);
        try (RunnelProcess process = start(pipeline)) {
            awaitItsEnd(process);
        }
        assertThat(loads(table)).as("the second load").isNotEmpty().doesNotContainAnyElementsOf(first);
        assertEveryRowOnce(table);
    }

    private RunnelProcess start(Path pipeline) {
        return RunnelProcess.start(
                RUNNEL,
                Ports.free(),
                folder.resolve("output.txt"),
                "run",
                pipeline.toString(),
                "--data-dir",
                folder.resolve("data").toString());
    }

    /** What the last summary says was read, in that start and before. */
    private static long read(String output) {
        Matcher summary = Pattern.compile(
                        "transactions: (\\d+) rows read, \\d+ valid, \\d+ invalid(?:, after (\\d+) of)?")
                .matcher(output);
        assertThat(summary.find()).as(output).isTrue();
        return Long.parseLong(summary.group(1)) + (summary.group(2) == null ? 0 : Long.parseLong(summary.group(2)));
    }

    /** Its only source ends, so it ends by itself. */
    private static void awaitItsEnd(RunnelProcess process) throws Exception {
        assertThat(process.awaitEnd(Duration.ofSeconds(120)))
                .as(process.output())
                .isZero();
    }

    private static List<Path> loads(Path below) throws IOException {
        if (Files.notExists(below)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(f -> f.getFileName().toString().startsWith("load-"))
                    .toList();
        }
    }

    private void assertEveryRowOnce(Path table) throws Exception {
        long good = AtlasCopy.good(ROWS);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT Transaction_ID), count(DISTINCT ingest_date) FROM read_parquet('"
                                + table + "/*/*.parquet', hive_partitioning = true)")) {
            assertThat(result.next()).isTrue();
            assertThat(List.of(result.getLong(1), result.getLong(2), result.getLong(3)))
                    .containsExactly(good, good, 1L);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(RunnelProcess process, String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited 120 s for " + what + "\n" + process.output());
            }
            Thread.sleep(20);
        }
    }

    /** Folders are renamed while they are looked through. */
    private static boolean holds(Condition condition) throws IOException {
        try {
            return condition.holds();
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }
}
