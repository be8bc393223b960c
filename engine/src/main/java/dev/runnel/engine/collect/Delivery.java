package dev.runnel.engine.collect;

import dev.runnel.core.record.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** The sending of one batch. A record that its topic does not take becomes an invalid one. For one thread. */
final class Delivery {
    private final KafkaProducer<byte[], byte[]> producer;
    private final LogTarget target;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Queue<Runnable> tooLong = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Delivery(KafkaProducer<byte[], byte[]> producer, LogTarget target) {
        this.producer = producer;
        this.target = target;
    }

    /**
     * Hands an entry to the producer.
     *
     * @param place in its batch
     * @throws KafkaException when an earlier one was not taken
     */
    void send(Entry entry, String place) {
        rethrow();
        producer.send(entry.in(target, place), (written, why) -> {
            if (why == null) {
                note(written);
            } else if (why instanceof RecordTooLargeException && !entry.isInvalid()) {
                tooLong.add(() -> send(entry.refused(tooLong()), place));
            } else {
                failure.compareAndSet(null, why);
            }
        });
    }

    private Violation tooLong() {
        return new Violation(
                Violation.Reason.TOO_LARGE,
                "",
                "the record is longer than the topic " + target.topic() + " takes (its max.message.bytes)",
                -1);
    }

    private synchronized void note(RecordMetadata written) {
        ends.merge(new TopicPartition(written.topic(), written.partition()), written.offset() + 1, Math::max);
    }

    /**
     * Waits until Kafka has acknowledged every entry.
     *
     * @return behind the last of them in each partition
     * @throws KafkaException when one was not taken
     */
    Map<TopicPartition, Long> await() {
        producer.flush();
        rethrow();
        tooLong.forEach(Runnable::run);
        producer.flush();
        rethrow();
        synchronized (this) {
            return Map.copyOf(ends);
        }
    }

    private void rethrow() {
        Exception why = failure.get();
        if (why != null) {
            throw new KafkaException(why.getMessage(), why);
        }
    }
}
