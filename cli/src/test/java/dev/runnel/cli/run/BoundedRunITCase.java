package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Distribution.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a pipeline whose sources end: through the log with a model, again with what came since, and one that fails. */
class BoundedRunITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final int ROWS = 5_000;
    private static final String PIPELINE =
            """
            name: shop
            streams:
              orders:
                source: { files: { path: "in/*.csv" } }
                fields: { id: bigint!, price: int }
                to: { lake: { table: orders } }
            models:
              dear:
                sql: SELECT id, price FROM orders WHERE price >= 90
                to: { csv: { file: dear.csv } }
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    void endsByItselfWhenEverythingIsInItsPlace() throws Exception {
        write("first.csv", 0, "0,many");
        Output first = run();
        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(first.out())
                .contains("It ends by itself when its sources have ended")
                .contains("orders: 5001 rows read, 5000 valid, 1 invalid; 5000 rows in the lake;"
                        + " see: runnel invalid list --stream orders");
        assertThat(rows()).isEqualTo(List.of((long) ROWS, (long) ROWS));
        assertThat(dear()).hasSize(ROWS / 10);

        write("second.csv", ROWS, "");
        Output second = run();
        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(second.out()).contains("orders: 5000 rows read, 5000 valid, 0 invalid; 10000 rows in the lake");
        assertThat(rows()).isEqualTo(List.of(2L * ROWS, 2L * ROWS));
        assertThat(dear()).hasSize(2 * ROWS / 10).doesNotHaveDuplicates();
    }

    @Test
    void aSourceThatFailsEndsItWithOne() throws Exception {
        write("first.csv", 0, "a,b\nc,d\ne,f\ng,h\ni,j");
        Files.writeString(
                folder.resolve("runnel.yaml"),
                PIPELINE.replace("    to: { lake", "    invalid: { stop_after: 5 of 10 }\n    to: { lake"));
        Output output = runAsItIs();
        assertThat(output.exitCode()).as(output.toString()).isEqualTo(1);
        assertThat(output.err())
                .contains(
                        "not everything is where it belongs",
                        "shop.collect.orders failed",
                        "give the same command again");
    }

    private Output run() throws IOException {
        Files.writeString(folder.resolve("runnel.yaml"), PIPELINE);
        return runAsItIs();
    }

    private Output runAsItIs() {
        return RUNNEL.run(Map.of(), "run", folder.toString(), "--port", "0", "--kafka-port", "0", "--flink-port", "0");
    }

    /** @param broken lines before the good ones */
    private void write(String file, int from, String broken) throws IOException {
        String rows = IntStream.range(from, from + ROWS)
                .mapToObj(i -> i + "," + i % 100 + "\n")
                .collect(Collectors.joining());
        Files.writeString(
                Files.createDirectories(folder.resolve("in")).resolve(file),
                "id,price\n" + (broken.isEmpty() ? "" : broken + "\n") + rows);
    }

    private List<Object> rows() throws Exception {
        return new Lake(folder.resolve(".runnel"), "orders")
                .query("SELECT count(*), count(DISTINCT id) FROM files")
                .get(0);
    }

    private List<String> dear() throws IOException {
        try (var lines = Files.lines(folder.resolve(".runnel/files/dear.csv"))) {
            return lines.filter(line -> !line.startsWith("id")).toList();
        }
    }
}
