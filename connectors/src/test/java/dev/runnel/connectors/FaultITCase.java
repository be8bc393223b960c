package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultITCase {
    private static final String LANDING = "clickstream.land.events";

    @TempDir
    Path folder;

    @Test
    void aJobOutlivesADestinationThatIsAwayAndSaysWhy() throws Exception {
        String yaml = Clicks.YAML.replace("      - csv: {", "      - shaky: {}\n      - csv: {");
        List<Connector> connectors = new ArrayList<>(List.of(new ShakyConnector()));
        ServiceLoader.load(Connector.class).forEach(connectors::add);
        try (Running running = new Running(folder)) {
            Pipeline declared = running.read(yaml, new Connectors(connectors));
            RunningPipeline pipeline = running.start(declared);
            Clicks clicks = new Clicks();
            clicks.send(running, 0, 1000);
            running.await("the first lines", () -> running.lines("events.csv").size() == 1001);

            ShakyConnector.AWAY.set(true);
            clicks.send(running, 1000, 2000);
            running.await("the fault to be told", () -> landing(pipeline).state() == State.RESTARTING);
            assertThat(landing(pipeline).why()).contains("the disk is full");
            // What is separate goes on.
            running.await(
                    "the view", () -> running.latest("clickstream.view.traffic").equals(clicks.traffic()));

            ShakyConnector.AWAY.set(false);
            running.await("the job", () -> landing(pipeline).state() == State.RUNNING);
            running.await("all lines", () -> running.lines("events.csv").size() == 2001);
            assertThat(pipeline.stop(Duration.ofSeconds(10))).isTrue();
            assertThat(Files.readAllLines(running.file("events.csv")).stream()
                            .skip(1)
                            .map(line -> line.substring(0, line.indexOf(','))))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 2000).mapToObj(String::valueOf).toList());
        } finally {
            ShakyConnector.AWAY.set(false);
        }
    }

    private static JobStatus landing(RunningPipeline pipeline) {
        return pipeline.jobs().stream()
                .filter(job -> job.name().equals(LANDING))
                .findFirst()
                .orElseThrow();
    }
}
