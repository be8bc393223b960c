package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator on a real Kafka and Flink: its rows in the log, each once, whatever is killed or exchanged. */
class GeneratorITCase {
    private static final String YAML =
            """
            name: made
            streams:
              rows:
                source: { generator: { every: 2ms, seed: 3, row: { n: sequence, value: "random int 1..100" } } }
                fields: { n: bigint!, value: int! }
                to: { csv: { file: rows.csv, columns: [n, value] } }
            """;
    private static final String NUMBER = "\\{\"n\":(\\d+),.*";

    @TempDir
    Path folder;

    @Test
    void aSequenceHasNoGapAndNoRepeatOverKillsStopsAndEdits() throws Exception {
        try (Running running = new Running(folder)) {
            Pipeline pipeline = running.read(YAML);
            for (int round = 1; round <= 3; round++) {
                int some = 150 * round;
                running.start(pipeline);
                running.await("rows", () -> running.records("made.rows").size() > some);
                running.kill();
            }
            RunningPipeline stopped = running.start(pipeline);
            assertThat(stopped.stop(Duration.ofSeconds(10))).isTrue();
            running.kill();
            // A stop hands on what was made until then.
            assertThat(running.lines("rows.csv"))
                    .hasSize(running.records("made.rows").size() + 1);

            RunningPipeline edited = running.start(pipeline);
            int before = running.records("made.rows").size();
            edited.swap(running.read(YAML.replace("every: 2ms", "every: 1ms")));
            running.await("more", () -> running.records("made.rows").size() > before + 200);
            assertThat(edited.stop(Duration.ofSeconds(10))).isTrue();

            List<String> values = running.values("made.rows");
            assertThat(values.stream().map(v -> Integer.valueOf(v.replaceAll(NUMBER, "$1"))))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, values.size()).boxed().toList());
        }
    }

    @Test
    void whatEndsIsReadOnceAndAnotherBeginsAnew() throws Exception {
        try (Running running = new Running(folder)) {
            String yaml = YAML.replace("every: 2ms", "every: 0ms, limit: 5000");
            Pipeline pipeline = running.read(yaml);
            RunningPipeline first = running.start(pipeline);
            running.await("all rows", () -> running.records("made.rows").size() == 5000);
            running.await("the end", () -> job(first).state() == State.FINISHED);
            running.await("the landing", () -> running.lines("rows.csv").size() == 5001);
            running.kill();

            RunningPipeline again = running.start(pipeline);
            assertThat(job(again)).satisfies(job -> {
                assertThat(job.state()).isEqualTo(State.FINISHED);
                assertThat(job.why()).contains("its source was read to the end");
            });
            again.swap(running.read(yaml.replace("limit: 5000", "limit: 10").replace("seed: 3", "seed: 4")));
            running.await("the other's rows", () -> running.records("made.rows").size() == 5010);
            assertThat(again.stop(Duration.ofSeconds(10))).isTrue();
            assertThat(running.values("made.rows").stream()
                            .filter(Predicate.isEqual(
                                    running.values("made.rows").get(0))))
                    .hasSizeLessThan(3);
        }
    }

    @Test
    void aKillBeforeTheEndOfWhatEndsLosesNothing() throws Exception {
        try (Running running = new Running(folder)) {
            Pipeline pipeline = running.read(YAML.replace("every: 2ms", "every: 0ms, limit: 60000"));
            running.start(pipeline);
            running.await("some rows", () -> !running.records("made.rows").isEmpty());
            running.kill();
            RunningPipeline again = running.start(pipeline);
            running.await("the end", () -> job(again).state() == State.FINISHED);
            assertThat(running.values("made.rows")).hasSize(60_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSourceChosenByNameGoesOnWhereItWas() throws Exception {
        try (Running running = new Running(folder)) {
            String yaml =
                    """
                    name: made
                    streams:
                      rows:
                        source: one
                        sources:
                          one: { generator: { every: 1ms, row: { n: sequence } } }
                          two: { generator: { every: 1ms, seed: 2, row: { n: sequence from 1000000 } } }
                          http: { path: /rows }
                        fields: { n: bigint! }
                    """;
            RunningPipeline runs = running.start(running.read(yaml));
            running.await("the first", () -> count(running, n -> n < 1_000_000) > 100);
            runs.swap(running.read(yaml.replace("source: one", "source: two")));
            running.await("the second", () -> count(running, n -> n >= 1_000_000) > 100);
            runs.swap(running.read(yaml.replace("source: one", "source: http")));
            assertThat(runs.jobs()).isEmpty();
            long first = count(running, n -> n < 1_000_000);
            running.kill();

            runs = running.start(running.read(yaml));
            running.await("more of the first", () -> count(running, n -> n < 1_000_000) > first + 100);
            assertThat(runs.stop(Duration.ofSeconds(10))).isTrue();
            assertThat(numbers(running)).doesNotHaveDuplicates();
            long all = count(running, n -> n < 1_000_000);
            assertThat(numbers(running).stream()
                            .filter(n -> n < 1_000_000)
                            .mapToLong(n -> n)
                            .max())
                    .hasValue(all);
        }
    }

    private static long count(Running running, Predicate<Long> which) {
        return numbers(running).stream().filter(which).count();
    }

    private static List<Long> numbers(Running running) {
        return running.values("made.rows").stream()
                .map(v -> Long.valueOf(v.replaceAll("\\{\"n\":(\\d+)}", "$1")))
                .toList();
    }

    private static JobStatus job(RunningPipeline pipeline) {
        return pipeline.jobs().stream()
                .filter(job -> job.name().equals("made.collect.rows"))
                .findFirst()
                .orElseThrow();
    }
}
