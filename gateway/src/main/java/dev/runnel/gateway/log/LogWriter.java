package dev.runnel.gateway.log;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the log without ever blocking, so that event loops may call it. A thread of its own learns the topics at
 * the start and asks Kafka once a second whether it is there. Thread safe.
 */
public final class LogWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final long LEARN_MS = 50;
    private static final long PROBE_MS = 1_000;
    private static final int FAILURES_TO_BE_AWAY = 2;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final String servers;
    private volatile Set<String> topics;
    private volatile boolean away;
    private volatile Set<String> unknown;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watch;

    /** Begins to learn the topics; does not wait for Kafka. */
    public LogWriter(KafkaClients clients, Collection<String> topics) {
        this.producer = clients.producer();
        this.admin = clients.admin();
        this.servers = clients.servers();
        this.topics = new TreeSet<>(topics);
        this.unknown = Set.copyOf(topics);
        this.watch = new Thread(this::watch, "runnel-log-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Writes to other topics from now on, which are there already. */
    public void write(Collection<String> others) {
        topics = Collections.unmodifiableSet(new TreeSet<>(others));
    }

    /** Why not all topics can be written to now; empty when they can. */
    public Optional<String> trouble() {
        return trouble(topics);
    }

    /** Why some of these topics cannot be written to now; empty when all can. */
    public Optional<String> trouble(Collection<String> wanted) {
        if (away) {
            return Optional.of("Kafka at " + servers + " does not answer");
        }
        Set<String> missing = unknown;
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String names = wanted.stream().filter(missing::contains).sorted().collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("waiting for Kafka at " + servers + " to know the topics " + names);
    }

    /**
     * Hands a record to the producer and returns at once. The callback hears of the outcome exactly once: on this
     * thread when the record is refused, else on the producer's.
     */
    public void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        try {
            producer.send(record, callback);
        } catch (KafkaException | IllegalStateException e) {
            // IllegalStateException: closed meanwhile.
            callback.onCompletion(null, e);
        }
    }

    /** Says that Kafka did not acknowledge in time: nothing more is taken until it answers again. */
    public void unacknowledged() {
        away = true;
    }

    private void watch() {
        int failures = 0;
        long probedAt = System.nanoTime();
        do {
            // Looking topics up also puts them into the producer's metadata, which sending without waiting cannot do.
            unknown = topics.stream().filter(topic -> !knows(topic)).collect(Collectors.toUnmodifiableSet());
            if (unknown.isEmpty() || System.nanoTime() - probedAt > TimeUnit.MILLISECONDS.toNanos(PROBE_MS)) {
                failures = answers() ? 0 : failures + 1;
                probedAt = System.nanoTime();
                note(failures);
            }
        } while (!closes(unknown.isEmpty() ? PROBE_MS : LEARN_MS));
    }

    private void note(int failures) {
        if (failures == 0 && away) {
            away = false;
            LOG.info("Kafka at {} answers", servers);
        } else if (failures == FAILURES_TO_BE_AWAY) {
            away = true;
            LOG.warn("Kafka at {} does not answer; records are refused until it does", servers);
        }
    }

    private boolean knows(String topic) {
        try {
            return !producer.partitionsFor(topic).isEmpty();
        } catch (KafkaException | IllegalStateException e) {
            return false;
        }
    }

    private boolean answers() {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(PROBE_MS * 2, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | java.util.concurrent.TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean closes(long ms) {
        try {
            return closing.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Waits up to half a second for records on their way. */
    @Override
    public void close() {
        closing.countDown();
        watch.interrupt();
        producer.close(Duration.ofMillis(500));
        admin.close(Duration.ZERO);
    }
}
