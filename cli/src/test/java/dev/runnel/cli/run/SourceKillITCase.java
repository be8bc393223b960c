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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that fetches its records, killed with its Kafka: a sequence stays one, in the log, the view and the lake. */
class SourceKillITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final int KILLS = 2;
    private static final int EACH = 150;
    private static final String PIPELINE =
            """
            name: made
            streams:
              rows:
                source: numbers
                sources:
                  numbers: { generator: { every: 5ms, row: { n: sequence, v: "random int 0..9" } } }
                  http: { path: /rows }
                fields: { n: bigint!, v: { type: int!, max: 8 } }
                to: { lake: { table: rows, roll: { every: 1s } } }
            models:
              total:
                key: [k]
                sql: SELECT 'all' AS k, COUNT(*) AS c, COUNT(DISTINCT n) AS d FROM `rows`
                to: { view: { path: /total } }
            """;
    private static final Pattern TOTAL = Pattern.compile("\"c\":(\\d+),\"d\":(\\d+)");

    @TempDir
    Path folder;

    private final int port = Ports.free();

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    void everyRowIsThereOnceAfterKillsOfTheWholeProcess() throws Exception {
        Path pipeline = Files.createDirectories(folder.resolve("made"));
        Path data = folder.resolve("data");
        Files.writeString(pipeline.resolve("runnel.yaml"), PIPELINE);
        for (int life = 1; life <= KILLS; life++) {
            try (RunnelProcess process = start(pipeline, data)) {
                process.awaitReady();
                awaitTotal(process, life * EACH);
                process.kill();
            }
        }
        try (RunnelProcess last = start(pipeline, data)) {
            last.awaitReady();
            awaitTotal(last, (KILLS + 1) * EACH);
            assertThat(last.get("/v1/pipeline"))
                    .contains("\"source\":{\"type\":\"generator\",\"job\":\"made.collect.rows\"}");
            awaitMetric(last, "accepted");
            awaitMetric(last, "invalid");
            String kafka = Endpoints.ofRunning(data).orElseThrow().kafka();
            List<Integer> valid = numbers(kafka, "made.rows");
            List<Integer> all = new java.util.ArrayList<>(numbers(kafka, "made.rows.invalid"));
            int seen = valid.stream().mapToInt(n -> n).max().orElseThrow();
            all.removeIf(n -> n > seen); // read a moment later
            all.addAll(valid);
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, seen).boxed().toList());
            last.interrupt();
            assertThat(last.awaitEnd(Duration.ofSeconds(60))).isZero();
        }
        List<Object> landed = new Lake(data, "rows")
                .query("SELECT count(*), count(DISTINCT n) FROM files")
                .get(0);
        assertThat(landed.get(0)).isEqualTo(landed.get(1));
        assertThat((Long) landed.get(0)).isGreaterThanOrEqualTo((KILLS + 1) * EACH);
    }

    private RunnelProcess start(Path pipeline, Path data) {
        return RunnelProcess.start(
                RUNNEL, port, folder.resolve("output.txt"), "run", pipeline.toString(), "--data-dir", data.toString());
    }

    private static List<Integer> numbers(String kafka, String topic) {
        return Topics.read(kafka, topic).stream()
                .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                .map(json -> Integer.valueOf(json.replaceAll("\\{\"n\":(\\d+),.*", "$1")))
                .toList();
    }

    /** They are counted once a second. */
    private static void awaitMetric(RunnelProcess process, String outcome) throws Exception {
        Pattern some = Pattern.compile("runnel_records_total\\{outcome=\"" + outcome + "\",stream=\"rows\"} [1-9]");
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!some.matcher(process.get("/metrics")).find()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no record is counted as " + outcome + "\n" + process.get("/metrics"));
            }
            Thread.sleep(100);
        }
    }

    private static void awaitTotal(RunnelProcess process, int rows) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (true) {
            Matcher total = TOTAL.matcher(process.get("/total"));
            if (total.find()) {
                assertThat(total.group(1)).isEqualTo(total.group(2));
                if (Integer.parseInt(total.group(1)) >= rows) {
                    return;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + rows + " rows within 90 s\n" + process.output());
            }
            Thread.sleep(100);
        }
    }
}
