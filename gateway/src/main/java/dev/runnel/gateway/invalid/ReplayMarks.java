package dev.runnel.gateway.invalid;

import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.log.KafkaClients;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The durable knowledge of which invalid records were replayed: a compacted topic of marks, and of the intents that are
 * open. Only one gateway of a pipeline writes it at a time; one that began earlier is fenced. Not thread safe.
 *
 * <p>A mark's key is the invalid record's {@link Place}; its value says where in the log it is now. An intent's key is
 * {@code intent/<stream>}; its value is an {@link Intent}, and none once its marks are written.
 */
final class ReplayMarks implements AutoCloseable {
    private static final String INTENT = "intent/";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FETCH_BYTES = 1 << 20;

    private final KafkaClients clients;
    private final Replayed replayed;
    private final String transactions;
    private final TopicPartition topic;
    private final Map<String, Intent> intents = new HashMap<>();
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    ReplayMarks(Pipeline pipeline, KafkaClients clients, Replayed replayed) {
        this.clients = clients;
        this.replayed = replayed;
        this.transactions = "runnel." + pipeline.name() + ".replay";
        this.topic = new TopicPartition(Names.replayTopic(pipeline.name()), 0);
    }

    /**
     * Becomes the one that writes, and learns everything that was written.
     *
     * @throws KafkaException when Kafka does not answer
     */
    void open() {
        if (producer == null) {
            KafkaProducer<byte[], byte[]> fresh = clients.transactional(transactions);
            try {
                fresh.initTransactions();
            } catch (KafkaException e) {
                fresh.close(Duration.ZERO);
                throw e;
            }
            producer = fresh;
        }
        readToEnd();
    }

    private void readToEnd() {
        KafkaConsumer<byte[], byte[]> reader = consumer;
        if (reader == null) {
            reader = clients.consumer("replay-marks", FETCH_BYTES);
            reader.assign(List.of(topic));
            reader.seekToBeginning(List.of(topic));
            consumer = reader;
        }
        long end = reader.endOffsets(List.of(topic), PATIENCE).getOrDefault(topic, 0L);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (reader.position(topic, PATIENCE) < end) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("Kafka sends no records of " + topic.topic());
            }
            reader.poll(POLL).forEach(this::learn);
        }
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.startsWith(INTENT)) {
            Place.parse(key).ifPresent(replayed::add);
        } else if (record.value() == null) {
            intents.remove(key);
        } else {
            intents.put(key, Intent.parse(new String(record.value(), StandardCharsets.UTF_8)));
        }
    }

    /** The intent of a stream whose outcome is not known yet. */
    Optional<Intent> intent(Stream stream) {
        return Optional.ofNullable(intents.get(INTENT + stream.name()));
    }

    /**
     * Says durably what is about to be sent.
     *
     * @throws KafkaException when it is not known to have been said: nothing may be sent then
     */
    void intend(Stream stream, Intent intent) {
        commit(List.of(new ProducerRecord<>(topic.topic(), bytes(INTENT + stream.name()), bytes(intent.text()))));
        intents.put(INTENT + stream.name(), intent);
    }

    /**
     * Marks records as replayed and closes the stream's intent, all or nothing.
     *
     * @param sent the invalid record to where it is in the log
     */
    void done(Stream stream, Map<Place, Place> sent) {
        List<ProducerRecord<byte[], byte[]>> marks = new java.util.ArrayList<>();
        long now = System.currentTimeMillis();
        sent.forEach((invalid, log) -> marks.add(new ProducerRecord<>(
                topic.topic(),
                bytes(invalid.toString()),
                bytes(new JsonObject().put("at", now).put("to", log.toString()).encode()))));
        marks.add(new ProducerRecord<>(topic.topic(), bytes(INTENT + stream.name()), null));
        commit(marks);
        intents.remove(INTENT + stream.name());
        sent.keySet().forEach(replayed::add);
    }

    private void commit(List<ProducerRecord<byte[], byte[]>> records) {
        KafkaProducer<byte[], byte[]> writer = producer;
        if (writer == null) {
            throw new IllegalStateException("open it first");
        }
        try {
            writer.beginTransaction();
            records.forEach(writer::send);
            writer.commitTransaction();
        } catch (KafkaException e) {
            writer.close(Duration.ZERO); // beginning anew settles what became of the transaction
            producer = null;
            throw e;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
        if (consumer != null) {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
        }
    }
}
