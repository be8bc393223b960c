package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickstreamITCase {
    private static final String VIEW = "clickstream.view.traffic";

    @TempDir
    Path folder;

    @Test
    void landsEveryEventAndKeepsItsModels() throws Exception {
        try (Running running = new Running(folder)) {
            RunningPipeline pipeline = running.start(running.read(Clicks.YAML));
            Clicks clicks = new Clicks();

            clicks.send(running, 0, 20_000);

            running.await("the view", () -> running.latest(VIEW).equals(clicks.traffic()));
            running.await(
                    "the latest events", () -> running.values(Clicks.LATEST).size() >= 20_000);
            assertThat(running.values(Clicks.LATEST))
                    .hasSize(20_000)
                    .allMatch(v -> v.contains("\"page\":\"/café\"") && !v.contains("\"_offset\""));
            assertThat(pipeline.inputs().join())
                    .isEqualTo(Map.of("latest_events", List.of("events"), "traffic", List.of("events")));
            assertThat(pipeline.jobs()).allMatch(j -> j.state() == State.RUNNING);

            assertThat(pipeline.stop(java.time.Duration.ofSeconds(3))).isTrue();
            assertThat(pipeline.jobs()).allMatch(j -> j.state() == State.STOPPED);
            List<String> lines = Files.readAllLines(running.file("events.csv"));
            assertThat(lines.get(0)).isEqualTo("id,type,package_id,event,_offset");
            assertThat(lines.stream().skip(1).map(l -> l.substring(0, l.indexOf(','))))
                    .hasSize(20_000)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 20_000).mapToObj(String::valueOf).toList());
        }
    }
}
