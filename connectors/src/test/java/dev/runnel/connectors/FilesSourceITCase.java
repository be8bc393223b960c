package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source of files: what every source must do, with a folder that is watched; and files that are read to their end. */
class FilesSourceITCase extends SourceSuite {
    @TempDir
    Path own;

    private int parts;

    @Override
    void make(Running runs, String name) throws IOException {
        Files.createDirectories(runs.pipelineFolder().resolve("in-" + name));
    }

    /** A file of its own for each time. */
    @Override
    void give(Running runs, String name, List<String> values) throws IOException {
        Path folder = runs.pipelineFolder().resolve("in-" + name);
        Path unfinished = folder.resolve(".part");
        Files.write(unfinished, values);
        Files.move(unfinished, folder.resolve("part-" + parts++ + ".ndjson"));
    }

    @Override
    String source(String name) {
        return "files: { path: \"in-" + name + "/*.ndjson\", watch: 300ms }";
    }

    @Override
    String position(String name) {
        return "in-" + name + "/part-\\d+\\.ndjson:\\d+";
    }

    @Test
    void readsFilesToTheirEndOnceAndAtTheNextStartWhatCameSince() throws Exception {
        try (Running running = new Running(own)) {
            Pipeline pipeline = running.read(
                    """
                    name: shop
                    streams:
                      orders:
                        source: { files: { path: ["data/*.csv", broken.parquet] } }
                        fields: { id: bigint!, price: "decimal(9,2)", note: string }
                    """);
            Path data = Files.createDirectories(running.pipelineFolder().resolve("data"));
            Files.writeString(
                    data.resolve("a.csv"), "id,price,note\n1,2.50,\"two\nlines\"\n2,x,\n3,1,2,3\n4,0.10,last\n");
            Files.writeString(data.resolve("b.csv"), "note;id\n".replace(';', ',') + "hello,5\n");
            Files.copy(data.resolve("b.csv"), data.resolve("same-as-b.csv"));
            Files.writeString(running.pipelineFolder().resolve("broken.parquet"), "no parquet");

            readToTheEnd(running, pipeline);

            assertThat(running.values("shop.orders"))
                    .containsExactlyInAnyOrder(
                            "{\"id\":1,\"price\":2.50,\"note\":\"two\\nlines\"}",
                            "{\"id\":4,\"price\":0.10,\"note\":\"last\"}",
                            "{\"note\":\"hello\",\"id\":5}");
            assertThat(running.records("shop.orders.invalid"))
                    .extracting(r -> header(r, Headers.SOURCE))
                    .containsExactlyInAnyOrder("data/a.csv:4", "data/a.csv:5", "broken.parquet:1");
            assertThat(running.records("shop.orders.invalid"))
                    .filteredOn(r -> header(r, Headers.SOURCE).equals("data/a.csv:5"))
                    .allSatisfy(r -> assertThat(Running.text(r.value())).isEqualTo("3,1,2,3"));
            assertThat(running.records("shop.orders.invalid"))
                    .filteredOn(r -> header(r, Headers.SOURCE).startsWith("broken"))
                    .allSatisfy(r -> assertThat(header(r, Headers.MESSAGE)).contains("broken.parquet"));

            readToTheEnd(running, pipeline);
            assertThat(running.values("shop.orders")).hasSize(3);

            List<String> rows =
                    IntStream.range(10, 20_010).mapToObj(i -> i + ",1.00,later").toList();
            Files.write(
                    data.resolve("c.csv"),
                    Stream.concat(Stream.of("id,price,note"), rows.stream()).toList());
            for (int round = 0; round < 3; round++) {
                running.start(pipeline);
                int some = 3 + round * 5000;
                running.await("some rows", () -> running.records("shop.orders").size() >= some);
                running.kill();
            }
            readToTheEnd(running, pipeline);
            assertThat(running.values("shop.orders")).doesNotHaveDuplicates().hasSize(20_003);
            assertThat(running.records("shop.orders.invalid")).hasSize(3);

            readToTheEnd(running, pipeline);
            assertThat(running.values("shop.orders")).hasSize(20_003);
            try (Stream<Path> left = Files.list(own.resolve("checkpoints/shop.collect.orders"))) {
                assertThat(left.filter(p -> p.getFileName().toString().matches("[0-9a-f]+(-\\d+)?")))
                        .as("the folders of rounds that ended are gone")
                        .hasSizeLessThan(2);
            }
        }
    }

    @Test
    void tellsHowMuchOfItsFilesIsRead() throws Exception {
        try (Running running = new Running(own)) {
            Pipeline pipeline = running.read(
                    """
                    name: told
                    streams:
                      orders:
                        source: { files: { path: "data/*", watch: 100ms } }
                        fields: { id: bigint! }
                    """);
            Path data = Files.createDirectories(running.pipelineFolder().resolve("data"));
            Files.writeString(data.resolve("a.csv"), "id\n1\n2\n");
            Files.writeString(data.resolve("b.ndjson"), "{\"id\":3}\n");
            RunningPipeline runs = running.start(pipeline);
            running.await("all of both files", () -> runs.jobs().stream()
                    .map(JobStatus::counters)
                    .anyMatch(c -> c.getOrDefault(JobMonitor.SOURCE_RECORDS, 0L) == 3
                            && c.getOrDefault(JobMonitor.SOURCE_READ, 0L) == 7 + 9
                            && c.getOrDefault(JobMonitor.SOURCE_LEFT, -1L) == 0));
            assertThat(runs.jobs())
                    .as("a folder that is watched has no end to be a share of")
                    .noneMatch(j -> j.counters().containsKey(JobMonitor.SOURCE_WAITING));
            running.kill();
        }
    }

    private static void readToTheEnd(Running running, Pipeline pipeline) throws Exception {
        RunningPipeline runs = running.start(pipeline);
        running.await("the end", () -> runs.jobs().stream()
                .anyMatch(j -> j.name().equals("shop.collect.orders") && j.state() == State.FINISHED));
        running.kill();
    }

    @Test
    void saysThatThereIsNoFile() throws Exception {
        try (Running running = new Running(own)) {
            Pipeline pipeline = running.read(
                    """
                    name: late
                    streams:
                      values:
                        source: { files: { path: values.ndjson } }
                        fields: { value: double! }
                    """);
            RunningPipeline runs = running.start(pipeline);
            running.await("the trouble", () -> runs.jobs().stream()
                    .anyMatch(job -> job.state() == State.RESTARTING
                            && job.why()
                                    .orElse("")
                                    .contains("there is no file values.ndjson; make it, or mend `path`")));

            Files.writeString(running.pipelineFolder().resolve("values.ndjson"), "{\"value\":10}\n");
            running.await("the value", () -> running.values("late.values").equals(List.of("{\"value\":10}")));
        }
    }
}
