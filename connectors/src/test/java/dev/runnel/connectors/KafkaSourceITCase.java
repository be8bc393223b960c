package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Kafka source: what every source must do, and where it begins. */
class KafkaSourceITCase extends SourceSuite {
    @TempDir
    Path own;

    @Override
    void make(Running runs, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", runs.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("in-" + name, 3, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Override
    void give(Running runs, String name, List<String> values) {
        values.forEach(value -> runs.send("in-" + name, null, value));
        runs.flush();
    }

    @Override
    String source(String name) {
        return "kafka: { topic: in-" + name + " }";
    }

    @Override
    String position(String name) {
        return "in-" + name + "/[0-2]/\\d+";
    }

    @Test
    void saysThatThereIsNoTopicAndReadsItWhenItIsThere() throws Exception {
        try (Running running = new Running(own)) {
            Pipeline pipeline = running.read(
                    """
                    name: late
                    streams:
                      values:
                        source: { kafka: { topic: in-late, start: latest } }
                        fields: { value: double! }
                    """);
            RunningPipeline runs = running.start(pipeline);
            running.await("the trouble", () -> runs.jobs().stream()
                    .anyMatch(job -> job.state() == State.RESTARTING
                            && job.why().orElse("").startsWith("there is no topic in-late in Kafka at 127.0.0.1:")));

            make(running, "late");
            running.await("the job", () -> runs.jobs().stream().allMatch(job -> job.state() == State.RUNNING));
            Thread.sleep(500);
            running.send("in-late", "k", "{\"value\":10}");
            running.await("the value", () -> running.values("late.values").equals(List.of("{\"value\":10}")));
            assertThat(Running.text(running.records("late.values").get(0).key()))
                    .isEqualTo("k");
            running.send("in-late", null, "10");
            running.await("what is no object", () -> running.values("late.values.invalid")
                    .equals(List.of("10")));
        }
    }
}
