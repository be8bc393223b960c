package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.engine.run.RefusedSwapException;
import dev.runnel.engine.run.RunningPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartITCase {
    private static final String VIEW = "clickstream.view.traffic";

    @TempDir
    Path folder;

    @Test
    void totalsAndFilesStayExactWhenFlinkIsKilledUnderLoad() throws Exception {
        try (Running running = new Running(folder)) {
            Pipeline pipeline = running.read(Clicks.YAML.replace(
                    "topic: acme.clickstream.latest.events",
                    "topic: acme.clickstream.latest.events, delivery: exactly_once"));
            Clicks clicks = new Clicks();
            for (int round = 0; round < 4; round++) {
                running.start(pipeline);
                clicks.send(running, round * 5000, (round + 1) * 5000);
                Thread.sleep(Duration.ofMillis(150L * round * round).toMillis());
                running.kill();
            }
            RunningPipeline last = running.start(pipeline);

            running.await("the view", () -> running.latest(VIEW).equals(clicks.traffic()));
            assertThat(last.stop(Duration.ofSeconds(3))).isTrue();
            assertThat(running.latest(VIEW)).isEqualTo(clicks.traffic());
            assertThat(ids(running)).containsExactlyInAnyOrderElementsOf(numbers(20_000));
            assertThat(running.values(Clicks.LATEST).stream().map(v -> v.replaceAll("\\{\"id\":(\\d+),.*", "$1")))
                    .containsExactlyInAnyOrderElementsOf(numbers(20_000));
        }
    }

    @Test
    void goesOnFromWhereItStoppedWithoutReadingAgain() throws Exception {
        try (Running running = new Running(folder)) {
            Pipeline pipeline = running.read(Clicks.YAML);
            Clicks clicks = new Clicks();
            RunningPipeline first = running.start(pipeline);
            clicks.send(running, 0, 3000);
            assertThat(first.stop(Duration.ofSeconds(10))).isTrue();
            running.kill();
            int written = running.records(VIEW).size();

            RunningPipeline second = running.start(pipeline);
            clicks.send(running, 3000, 3001);

            running.await("the view", () -> running.latest(VIEW).equals(clicks.traffic()));
            assertThat(running.records(VIEW)).hasSize(written + 1);
            assertThat(second.stop(Duration.ofSeconds(10))).isTrue();
            assertThat(ids(running)).containsExactlyInAnyOrderElementsOf(numbers(3001));
            assertThat(running.values(Clicks.LATEST)).hasSize(3001);
        }
    }

    @Test
    void aBrokenCheckpointIsSkippedForTheOneBefore() throws Exception {
        try (Running running = new Running(folder)) {
            Pipeline pipeline = running.read(Clicks.YAML);
            Clicks clicks = new Clicks();
            running.start(pipeline);
            clicks.send(running, 0, 2000);
            running.await(
                    "checkpoints", () -> metadata("clickstream.model.traffic").size() >= 2);
            running.await("the view", () -> running.latest(VIEW).equals(clicks.traffic()));
            running.kill();
            List<Path> checkpoints = metadata("clickstream.model.traffic");
            cut(checkpoints.get(checkpoints.size() - 1));
            clicks.send(running, 2000, 4000);

            RunningPipeline again = running.start(pipeline);

            running.await("the view", () -> running.latest(VIEW).equals(clicks.traffic()));
            assertThat(again.jobs()).allMatch(job -> job.state() == State.RUNNING);
        }
    }

    @Test
    void saysWhatToDoWhenEveryCheckpointIsBroken() throws Exception {
        try (Running running = new Running(folder)) {
            Pipeline pipeline = running.read(Clicks.YAML);
            running.start(pipeline);
            new Clicks().send(running, 0, 100);
            running.await(
                    "a checkpoint", () -> !metadata("clickstream.model.traffic").isEmpty());
            running.kill();
            for (Path checkpoint : metadata("clickstream.model.traffic")) {
                cut(checkpoint);
            }

            assertThatThrownBy(() -> running.start(pipeline))
                    .hasMessageContaining("clickstream.model.traffic was not started")
                    .hasMessageContaining("Move that folder away");
            assertThat(running.pipeline().jobs())
                    .filteredOn(job -> job.name().equals("clickstream.model.traffic"))
                    .allMatch(job ->
                            job.state() == State.FAILED && job.why().orElse("").contains("every checkpoint is broken"));
        }
    }

    @Test
    void anEditThatADestinationRefusesLeavesWhatRanBefore() throws Exception {
        try (Running running = new Running(folder)) {
            String yaml = Clicks.YAML.replace(
                    "csv: { file: events.csv, columns: [id, type, package_id, event, _offset] }",
                    "lake: { table: clicks, format: iceberg, roll: { every: 1s } }");
            Clicks clicks = new Clicks();
            RunningPipeline pipeline = running.start(running.read(yaml));
            clicks.send(running, 0, 1000);
            running.await("the view", () -> running.latest(VIEW).equals(clicks.traffic()));

            Pipeline edited = running.read(yaml.replace("package_id: string!", "package_id: int!")
                    .replace("COUNT(*) AS events", "COUNT(*) + 1000000 AS events"));
            assertThatThrownBy(() -> pipeline.swap(edited))
                    .isInstanceOf(RefusedSwapException.class)
                    .hasMessageContaining("clickstream.land.events was not started")
                    .hasMessageContaining("package_id");

            clicks.send(running, 1000, 2000);
            running.await("the view", () -> running.latest(VIEW).equals(clicks.traffic()));
            assertThat(pipeline.jobs()).allMatch(job -> job.state() == State.RUNNING);
            try (LakeQuery lake = new LakeQuery(running.read(yaml), running.environment())) {
                running.await("every row", () -> rows(lake).equals(List.of(2000L, 2000L)));
            }
        }
    }

    @Test
    void aChangedModelBeginsAnewAndTheOthersGoOn() throws Exception {
        try (Running running = new Running(folder)) {
            Clicks clicks = new Clicks();
            RunningPipeline first = running.start(running.read(Clicks.YAML));
            clicks.send(running, 0, 1000);
            assertThat(first.stop(Duration.ofSeconds(10))).isTrue();
            running.kill();

            running.start(running.read(Clicks.YAML.replace("COUNT(*) AS events", "COUNT(*) + 1000000 AS events")));

            running.await("the changed view", () -> running.latest(VIEW).values().stream()
                    .allMatch(row -> row.contains("\"events\":1000")));
            assertThat(running.values(Clicks.LATEST)).hasSize(1000);
        }
    }

    private static List<Object> rows(LakeQuery lake) {
        return lake.query("SELECT count(*), count(DISTINCT id) FROM events", new QueryLimits(1, Duration.ofSeconds(30)))
                .rows()
                .get(0);
    }

    private static List<String> ids(Running running) throws IOException {
        return Files.readAllLines(running.file("events.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private static List<String> numbers(int before) {
        return IntStream.range(0, before).mapToObj(String::valueOf).toList();
    }

    /** The metadata files of a job's checkpoints, by number. */
    private List<Path> metadata(String job) {
        try (Stream<Path> files = Files.walk(folder.resolve("checkpoints").resolve(job))) {
            return files.filter(f -> f.endsWith("_metadata"))
                    .sorted(Comparator.comparingInt(RestartITCase::number))
                    .toList();
        } catch (IOException e) {
            return List.of(); // not there yet
        }
    }

    private static int number(Path metadata) {
        return Integer.parseInt(
                metadata.getName(metadata.getNameCount() - 2).toString().replace("chk-", ""));
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }
}
