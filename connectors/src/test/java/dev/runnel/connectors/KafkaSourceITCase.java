package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
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
    void beginsAtATimeOrWhereItsGroupStands() throws Exception {
        try (Running running = new Running(own)) {
            make(running, "when");
            for (int i = 0; i < 5; i++) {
                running.send(new ProducerRecord<>(
                        "in-when",
                        0,
                        Instant.parse("2026-11-20T10:00:0" + i + "Z").toEpochMilli(),
                        null,
                        value(i)));
                running.send(new ProducerRecord<>("in-when", 1, null, null, value(10 + i)));
            }
            running.flush();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", running.bootstrapServers()))) {
                admin.alterConsumerGroupOffsets(
                                "readers", Map.of(new TopicPartition("in-when", 0), new OffsetAndMetadata(4)))
                        .all()
                        .get();
            }
            Pipeline pipeline = running.read(
                    """
                    name: from
                    streams:
                      time:
                        source: { kafka: { topic: in-when, start: "2026-11-20T10:00:02Z" } }
                        fields: { value: double! }
                      group:
                        source: { kafka: { topic: in-when, group: readers, start: earliest } }
                        fields: { value: double! }
                      fresh:
                        source: { kafka: { topic: in-when, group: others, start: "2026-11-20T10:00:04Z" } }
                        fields: { value: double! }
                    """);
            RunningPipeline runs = running.start(pipeline);
            running.await("the time's", () -> running.records("from.time").size() >= 8);
            running.await("the group's", () -> running.records("from.group").size() >= 6);
            running.await("the fresh one's", () -> running.records("from.fresh").size() >= 6);
            assertThat(runs.stop(Duration.ofSeconds(20))).isTrue();
            assertThat(running.values("from.time"))
                    .containsExactlyInAnyOrderElementsOf(values(2, 3, 4, 10, 11, 12, 13, 14));
            assertThat(running.values("from.group"))
                    .as("where it stands, and of what it never read what start says")
                    .containsExactlyInAnyOrderElementsOf(values(4, 10, 11, 12, 13, 14));
            assertThat(running.values("from.fresh")).containsExactlyInAnyOrderElementsOf(values(4, 10, 11, 12, 13, 14));
        }
    }

    private static byte[] value(int n) {
        return ("{\"value\":" + n + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> values(int... numbers) {
        return IntStream.of(numbers).mapToObj(n -> Running.text(value(n))).toList();
    }

    @Test
    void saysThatThereIsNoTopicAndReadsItWhenItIsThere() throws Exception {
        try (Running running = new Running(own)) {
            Pipeline pipeline = running.read(
                    """
                    name: late
                    streams:
                      values:
                        source: { kafka: { topic: in-late, start: latest, bootstrap_servers: "%s" } }
                        fields: { value: double! }
                    """
                            .formatted(running.bootstrapServers()));
            RunningPipeline runs = running.start(pipeline);
            running.await("the trouble", () -> runs.jobs().stream()
                    .anyMatch(job -> job.state() == State.RESTARTING
                            && job.why().orElse("").startsWith("there is no topic in-late in Kafka at 127.0.0.1:")));

            make(running, "late");
            running.await("the job", () -> runs.jobs().stream().allMatch(job -> job.state() == State.RUNNING));
            running.await("a value", () -> {
                running.send(
                        "in-late",
                        "k",
                        "{\"value\":10}"); // the first ones may come before it looked what is the latest
                return running.values("late.values").contains("{\"value\":10}");
            });
            assertThat(Running.text(running.records("late.values").get(0).key()))
                    .isEqualTo("k");
            running.send("in-late", null, "10");
            running.await("what is no object", () -> running.values("late.values.invalid")
                    .equals(List.of("10")));
        }
    }
}
