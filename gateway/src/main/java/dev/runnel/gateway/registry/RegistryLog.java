package dev.runnel.gateway.registry;

import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.schema.registry.Entry;
import dev.runnel.schema.registry.EntryJson;
import dev.runnel.schema.registry.RegistryError;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.RegistryRules.Decision;
import dev.runnel.schema.registry.RegistryState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a registry's content in a compacted topic of one partition. A thread follows the topic; who changes something
 * first reads it to its end, decides, and writes in a transaction. All gateways of a pipeline write under one
 * transactional id, so of two that decide at the same time Kafka lets only one commit, and the other decides anew. Thread
 * safe.
 */
final class RegistryLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryLog.class);
    private static final int FETCH_BYTES = 8 << 20;
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MS = 300;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final Admin admin;
    private final TopicPartition partition;
    private final RegistryState state = new RegistryState();
    private final Object writing = new Object();
    private final Thread reader;
    private long position;
    private volatile boolean closed;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** What is asked of the content. */
    interface Question<T> {
        T of(RegistryState state) throws RegistryException;
    }

    RegistryLog(KafkaClients clients, Admin admin, String topic) {
        this.clients = clients;
        this.admin = admin;
        this.partition = new TopicPartition(topic, 0);
        this.reader = new Thread(this::follow, "runnel-registry");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Answers from what is there now.
     *
     * @throws RegistryException the question's own, or 50001 when Kafka does not answer
     */
    <T> T read(Question<T> question) throws RegistryException {
        catchUp();
        synchronized (state) {
            return question.of(state);
        }
    }

    /**
     * Changes the content and returns when Kafka has it.
     *
     * @throws RegistryException the decision's own, or 50001 when Kafka does not answer
     */
    <T> T write(Question<Decision<T>> change) throws RegistryException {
        synchronized (writing) {
            for (int i = 0; i < ATTEMPTS; i++) {
                Decision<T> unneeded = read(change);
                if (unneeded.entries().isEmpty()) {
                    return unneeded.answer();
                }
                Optional<Decision<T>> written = attempt(change);
                if (written.isPresent()) {
                    catchUp();
                    return written.get().answer();
                }
            }
            throw RegistryError.STORE.because("the change could not be written: others write all the time");
        }
    }

    /** Empty when somebody else began to write meanwhile. */
    private <T> Optional<Decision<T>> attempt(Question<Decision<T>> change) throws RegistryException {
        try {
            KafkaProducer<byte[], byte[]> writer = writer();
            Decision<T> decision = read(change);
            writer.beginTransaction();
            for (Entry entry : decision.entries()) {
                writer.send(new ProducerRecord<>(
                        partition.topic(), partition.partition(), EntryJson.key(entry), EntryJson.value(entry)));
            }
            writer.commitTransaction();
            return Optional.of(decision);
        } catch (org.apache.kafka.common.errors.ProducerFencedException
                | org.apache.kafka.common.errors.InvalidProducerEpochException e) {
            dropWriter();
            return Optional.empty();
        } catch (KafkaException e) {
            dropWriter();
            throw RegistryException.away("the change could not be written to Kafka: " + e.getMessage(), e);
        }
    }

    private KafkaProducer<byte[], byte[]> writer() {
        if (producer == null) {
            KafkaProducer<byte[], byte[]> made = clients.transactional("runnel." + partition.topic());
            try {
                made.initTransactions();
            } catch (KafkaException e) {
                made.close(Duration.ZERO);
                throw e;
            }
            producer = made;
        }
        return producer;
    }

    private void dropWriter() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    /**
     * Waits until everything that was written before has been read. A commit is acknowledged before its marker stands in the
     * topic, and until then its records do not count as committed; so this waits for the end of the transactions that are open.
     */
    private void catchUp() throws RegistryException {
        long end = end();
        long deadline = System.nanoTime() + WAIT.toNanos();
        synchronized (state) {
            while (position < end) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || closed) {
                    throw RegistryError.TIMEOUT.because(
                            "the registry's topic " + partition.topic() + " could not be read in time");
                }
                try {
                    state.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw RegistryException.away("interrupted while reading the registry's topic", e);
                }
            }
        }
    }

    private long end() throws RegistryException {
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get(WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
        } catch (ExecutionException | TimeoutException e) {
            throw RegistryException.away("Kafka does not say what the registry holds: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryException.away("interrupted while asking Kafka what the registry holds", e);
        }
    }

    private void follow() {
        try {
            while (!closed && !exists()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
            try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("registry", FETCH_BYTES)) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                while (!closed) {
                    poll(consumer);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("the registry ends");
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        try {
            Iterable<ConsumerRecord<byte[], byte[]>> records = consumer.poll(WAIT);
            synchronized (state) {
                records.forEach(this::take);
                position = consumer.position(partition, WAIT);
                state.notifyAll();
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("the registry's topic cannot be read: {}", e.getMessage());
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            EntryJson.read(record.key(), record.value()).ifPresent(state::apply);
        } catch (IllegalArgumentException e) {
            LOG.warn("{} offset {} is passed over: {}", record.topic(), record.offset(), e.getMessage());
        }
    }

    /** Makes the topic where it is not there. */
    private boolean exists() throws InterruptedException {
        NewTopic topic = new NewTopic(partition.topic(), Optional.of(1), Optional.empty())
                .configs(Map.of("cleanup.policy", "compact", "retention.ms", "-1"));
        try {
            admin.createTopics(List.of(topic)).all().get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return true;
            }
            LOG.debug("the registry's topic cannot be made yet: {}", e.getMessage());
            return false;
        } catch (TimeoutException | KafkaException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        synchronized (state) {
            state.notifyAll();
        }
        synchronized (writing) {
            dropWriter();
        }
    }
}
