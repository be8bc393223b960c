package dev.runnel.engine.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads single records of a log by where they stand. It connects at the first read. Not thread safe. */
public final class LogPositions implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final String topic;
    private final Map<String, Object> kafka;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /** @param kafka settings of a Kafka client, its servers among them */
    public LogPositions(String topic, Map<String, Object> kafka) {
        this.topic = topic;
        this.kafka = new HashMap<>(kafka);
        this.kafka.put("max.poll.records", 1);
        this.kafka.put("auto.offset.reset", "none");
        this.kafka.put("isolation.level", "read_committed");
    }

    /**
     * The record at an offset that was read before; empty when the log was cut after it. Waits while Kafka is away, until
     * the thread is interrupted.
     */
    public Optional<LogRecord> read(int partition, long offset) {
        KafkaConsumer<byte[], byte[]> open = open();
        TopicPartition at = new TopicPartition(topic, partition);
        if (!open.assignment().contains(at)) {
            open.assign(List.of(at));
            open.seek(at, offset);
        } else if (open.position(at) != offset) {
            open.seek(at, offset); // drops what was fetched ahead
        }
        try {
            ConsumerRecords<byte[], byte[]> polled = ConsumerRecords.empty();
            while (polled.isEmpty()) {
                polled = open.poll(POLL);
            }
            ConsumerRecord<byte[], byte[]> record = polled.iterator().next();
            return Optional.of(record).filter(r -> r.offset() == offset).map(LogRecord::of);
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        }
    }

    private KafkaConsumer<byte[], byte[]> open() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
