package dev.runnel.gateway.live;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Headers;
import dev.runnel.gateway.log.HeaderText;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.TopicReader;
import dev.runnel.gateway.log.Topics;
import dev.runnel.gateway.registry.LogJson;
import dev.runnel.gateway.registry.StreamSchemas;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The newest records of the logs that somebody looks at, as they come. A log that nobody looks at is not read, and of a
 * fast one only a sample is. {@link #follow} and {@link #leave} are thread safe.
 */
final class Tails implements AutoCloseable {
    private static final int MOST_RECORDS = 20;
    private static final int EVERY_MS = 200;
    private static final int FETCH_BYTES = 256 << 10;
    private static final int PACE_MS = 100;
    private static final int MOST_BEHIND = 1_000;
    private static final Duration REGISTRY = Duration.ofSeconds(2);

    private final Map<String, Stream> byTopic;
    private final Map<String, LogJson> logs;
    private final Followers followers = new Followers();
    private final Map<String, Window> windows = new HashMap<>();
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    private final TopicReader reader;

    /** What waits to be sent of one stream. */
    private static final class Window {
        private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        private long skipped;
        private long sentAt;
    }

    /** @param schemas knows the schemas of logs that are not plain JSON */
    Tails(Pipeline pipeline, KafkaClients clients, Topics topics, StreamSchemas schemas) {
        this.byTopic = pipeline.streams().stream()
                .collect(Collectors.toMap(s -> s.log().topic(), s -> s));
        this.logs = pipeline.streams().stream()
                .collect(Collectors.toMap(s -> s.log().topic(), s -> schemas.reader(s, REGISTRY)));
        TopicReader.Options options = new TopicReader.Options("tail", 0, FETCH_BYTES, PACE_MS, MOST_BEHIND);
        this.reader = new TopicReader(clients, topics, options, this::watched, new Reading());
    }

    void follow(String stream, Consumer<String> follower) {
        followers.add(stream, follower);
    }

    void leave(String stream, Consumer<String> follower) {
        followers.remove(stream, follower);
    }

    private Set<String> watched() {
        return byTopic.values().stream()
                .filter(s -> followers.has(s.name()))
                .map(s -> s.log().topic())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        reader.close();
    }

    private final class Reading implements TopicReader.Listener {
        @Override
        public void record(ConsumerRecord<byte[], byte[]> record) {
            Window window = windows.computeIfAbsent(record.topic(), t -> new Window());
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            long expected = nextOffsets.getOrDefault(partition, record.offset());
            window.skipped += Math.max(0, record.offset() - expected);
            nextOffsets.put(partition, record.offset() + 1);
            if (record.headers().lastHeader(Headers.REPLAY_TO) != null) {
                return; // it came before, for all
            }
            window.records.addLast(record);
            if (window.records.size() > MOST_RECORDS) {
                window.records.removeFirst();
                window.skipped++;
            }
        }

        @Override
        public int polled() {
            long now = System.nanoTime();
            Set<String> watched = watched();
            windows.keySet().retainAll(watched);
            nextOffsets.keySet().removeIf(p -> !watched.contains(p.topic()));
            windows.forEach((topic, window) -> flush(topic, window, now));
            return EVERY_MS;
        }
    }

    /** Whether it was not written by Runnel with the stream's contract. */
    private static boolean foreign(ConsumerRecord<byte[], byte[]> record, Stream stream) {
        return !HeaderText.of(record, Headers.CONTRACT)
                .equals(Optional.of(stream.contract().schemaId()));
    }

    private void flush(String topic, Window window, long now) {
        Stream stream = byTopic.get(topic);
        LogJson log = logs.get(topic);
        if (stream == null || log == null || window.records.isEmpty() || now - window.sentAt < EVERY_MS * 1_000_000L) {
            return;
        }
        JsonArray records = new JsonArray();
        window.records.forEach(r -> records.add(RecordJson.of(r, log, log.hasPersonalData() && foreign(r, stream))));
        followers.send(
                stream.name(),
                new JsonObject()
                        .put("type", "tail")
                        .put("stream", stream.name())
                        .put("records", records)
                        .put("skipped", window.skipped)
                        .encode());
        window.records.clear();
        window.skipped = 0;
        window.sentAt = now;
    }
}
