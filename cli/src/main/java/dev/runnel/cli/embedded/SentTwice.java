package dev.runnel.cli.embedded;

import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.invalid.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the records that are in a pipeline's logs once more, for one destination alone, by the marks of replays. */
final class SentTwice {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private SentTwice() {}

    /**
     * By the topic of the log.
     *
     * @throws KafkaException when Kafka does not answer
     */
    static Map<String, Long> count(Pipeline pipeline, String bootstrapServers) {
        TopicPartition marks = new TopicPartition(Names.replayTopic(pipeline.name()), 0);
        Set<Place> sent = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(marks));
            consumer.seekToBeginning(List.of(marks));
            long end = consumer.endOffsets(List.of(marks), PATIENCE).getOrDefault(marks, 0L);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(marks, PATIENCE) < end) {
                if (System.nanoTime() > deadline) {
                    throw new KafkaException("Kafka sends no records of " + marks.topic());
                }
                for (ConsumerRecord<byte[], byte[]> mark : consumer.poll(POLL)) {
                    Place.parse(new String(mark.key(), StandardCharsets.UTF_8))
                            .filter(place -> !place.destination().isEmpty())
                            .ifPresent(sent::add);
                }
            }
        }
        Map<String, String> logs = new HashMap<>();
        for (Stream stream : pipeline.streams()) {
            logs.put(stream.log().topic(), stream.log().topic());
            logs.put(stream.invalidTopic(), stream.log().topic());
        }
        Map<String, Long> counts = new HashMap<>();
        sent.forEach(place -> counts.merge(logs.getOrDefault(place.topic(), place.topic()), 1L, Long::sum));
        return counts;
    }
}
