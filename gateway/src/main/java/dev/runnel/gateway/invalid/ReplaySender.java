package dev.runnel.gateway.invalid;

import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Headers;
import dev.runnel.gateway.invalid.Ranges.Range;
import dev.runnel.gateway.log.HeaderText;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.LogWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sends records into a stream's log so that each comes there once, whatever breaks off: it says durably what it is about
 * to do, sends, then marks what was sent. When the middle of that is missing the next one looks into the log for what
 * was sent before it goes on. Not thread safe.
 */
final class ReplaySender implements AutoCloseable {
    private static final int FETCH_BYTES = 4 << 20;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Sending has to begin so soon after the intent. */
    private static final Duration BEGIN = Duration.ofSeconds(3);
    /** After this time Kafka has every record of an intent, or never will. */
    private static final Duration SETTLED = BEGIN.plus(KafkaClients.DELIVERY).plusSeconds(2);

    private final KafkaClients clients;
    private final LogWriter log;
    private final ReplayMarks marks;

    ReplaySender(KafkaClients clients, LogWriter log, ReplayMarks marks) {
        this.clients = clients;
        this.log = log;
        this.marks = marks;
    }

    /** A replay that broke off has not come to rest. */
    static final class NotSettled extends Exception {
        private static final long serialVersionUID = 1L;

        NotSettled(long millis) {
            super("an earlier replay of the stream broke off, and may still be sending for " + (millis / 1_000 + 1)
                    + " s");
        }
    }

    /**
     * Learns which records of a stream were replayed, those of a replay that broke off included.
     *
     * @throws KafkaException when Kafka does not answer
     */
    void settle(Stream stream) throws NotSettled {
        marks.open();
        Optional<Intent> open = marks.intent(stream);
        if (open.isPresent()) {
            long left = open.get().until() - System.currentTimeMillis();
            if (left > 0) {
                throw new NotSettled(left);
            }
            marks.done(stream, found(stream, open.get()));
        }
    }

    /** What of an intent is in the log. */
    private Map<Place, Place> found(Stream stream, Intent intent) {
        Map<Place, Place> found = new HashMap<>();
        String topic = stream.log().topic();
        try (KafkaConsumer<byte[], byte[]> consumer = clients.uncommittedConsumer("replay-settle", FETCH_BYTES)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(topic, consumer), PATIENCE);
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                long from = intent.since().getOrDefault(end.getKey().partition(), 0L);
                find(consumer, end.getKey(), new Range(from, end.getValue()), found);
            }
        }
        return found;
    }

    private static void find(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Range range, Map<Place, Place> found) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.from());
        long progress = System.nanoTime();
        while (consumer.position(partition, PATIENCE) < range.to()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                progress = System.nanoTime();
                HeaderText.of(record, Headers.REPLAY_OF)
                        .flatMap(Place::parse)
                        .map(invalid -> invalid.to(
                                HeaderText.of(record, Headers.REPLAY_TO).orElse("")))
                        .ifPresent(invalid ->
                                found.put(invalid, new Place(record.topic(), record.partition(), record.offset())));
            }
            if (System.nanoTime() - progress > PATIENCE.toNanos()) {
                throw new KafkaException("Kafka sends no records of " + partition.topic());
            }
        }
    }

    private static List<TopicPartition> partitions(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic, PATIENCE).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    /**
     * Sends records, and returns when the log has them and they are marked. Call {@link #settle} before.
     *
     * @param records the invalid record to what is sent for it
     * @throws KafkaException when not all are known to be in the log; {@link #settle} finds out which are
     */
    void send(Stream stream, Map<Place, ProducerRecord<byte[], byte[]>> records) {
        long begin = System.nanoTime();
        marks.intend(stream, new Intent(ends(stream), System.currentTimeMillis() + SETTLED.toMillis()));
        if (System.nanoTime() - begin > BEGIN.toNanos()) {
            throw new KafkaException("Kafka is too slow now; nothing was sent");
        }
        Sending sending = new Sending(records.size());
        records.forEach(sending::send);
        marks.done(stream, sending.await());
    }

    private Map<Integer, Long> ends(Stream stream) {
        Map<Integer, Long> ends = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = clients.uncommittedConsumer("replay-ends", FETCH_BYTES)) {
            consumer.endOffsets(partitions(stream.log().topic(), consumer), PATIENCE)
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
        }
        return ends;
    }

    private final class Sending {
        private final Map<Place, Place> sent = new ConcurrentHashMap<>();
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final CountDownLatch open;

        Sending(int records) {
            this.open = new CountDownLatch(records);
        }

        void send(Place invalid, ProducerRecord<byte[], byte[]> record) {
            log.send(record, (metadata, exception) -> {
                if (exception == null) {
                    sent.put(invalid, new Place(metadata.topic(), metadata.partition(), metadata.offset()));
                } else {
                    failure.compareAndSet(null, exception);
                }
                open.countDown();
            });
        }

        Map<Place, Place> await() {
            try {
                if (!open.await(KafkaClients.DELIVERY.toSeconds() * 2, TimeUnit.SECONDS)) {
                    throw new KafkaException("Kafka did not acknowledge in time");
                }
            } catch (InterruptedException e) {
                throw new org.apache.kafka.common.errors.InterruptException(e);
            }
            Exception failed = failure.get();
            if (failed != null) {
                throw new KafkaException("Kafka did not acknowledge every record: " + failed.getMessage(), failed);
            }
            return sent;
        }
    }

    @Override
    public void close() {
        marks.close();
    }
}
