package dev.runnel.gateway.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a changing set of topics on a thread of its own, for as long as it is open: a topic that does not exist yet is
 * read when it does, one that was made again is read anew, and while Kafka is away it waits.
 */
public final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration LOOK_UP = Duration.ofSeconds(1);
    private static final int IDLE_MS = 500;
    private static final Duration TROUBLE_PAUSE = Duration.ofMillis(500);

    /** What becomes of the records. Every method is called on the reader's thread; it must not throw. */
    public interface Listener {
        void record(ConsumerRecord<byte[], byte[]> record);

        /** The topic was deleted and made again: what was read from it before is void. */
        default void recreated(String topic) {}

        /** Called after each poll; returns how many milliseconds the next one may wait for records. */
        default int polled() {
            return IDLE_MS;
        }
    }

    /**
     * How to read.
     *
     * @param use part of the thread's and the client's name
     * @param newest where to begin: so many records before the end of each partition; {@link Long#MAX_VALUE} for all
     * @param fetchBytes bound of what one fetch brings
     * @param paceMs rest after each poll
     * @param mostBehind with more records than this unread in a partition they are skipped
     */
    public record Options(String use, long newest, int fetchBytes, int paceMs, long mostBehind) {
        /** Reads everything as fast as it comes. */
        public Options(String use, long newest, int fetchBytes) {
            this(use, newest, fetchBytes, 0, Long.MAX_VALUE);
        }
    }

    private final KafkaClients clients;
    private final Topics topics;
    private final Options options;
    private final Supplier<Set<String>> wanted;
    private final Listener listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private final Map<String, Topics.Topic> reading = new HashMap<>();
    private Set<String> lookedUp = Set.of();
    private long lookedUpAt;
    private int waitMs;

    /**
     * Starts to read.
     *
     * @param topics owned by the caller
     * @param wanted the topics to read; asked before every poll
     */
    public TopicReader(
            KafkaClients clients, Topics topics, Options options, Supplier<Set<String>> wanted, Listener listener) {
        this.clients = clients;
        this.topics = topics;
        this.options = options;
        this.wanted = wanted;
        this.listener = listener;
        this.thread = new Thread(this::run, "runnel-" + options.use());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(options.use(), options.fetchBytes())) {
            while (closing.getCount() > 0) {
                try {
                    follow(consumer);
                    read(consumer);
                } catch (WakeupException | InterruptException e) {
                    return;
                } catch (KafkaException e) {
                    LOG.debug("{}: {}; trying again", options.use(), e.getMessage());
                    pause(TROUBLE_PAUSE);
                }
            }
        } catch (KafkaException e) {
            if (closing.getCount() > 0) {
                LOG.error("cannot read topics for {}: {}", options.use(), e.getMessage());
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        if (consumer.assignment().isEmpty()) {
            pause(Duration.ofMillis(waitMs));
        } else {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(waitMs));
            records.forEach(listener::record);
            skip(consumer);
        }
        waitMs = listener.polled();
    }

    private void skip(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> behind = consumer.assignment().stream()
                .filter(p -> consumer.currentLag(p).orElse(0) > options.mostBehind())
                .toList();
        if (!behind.isEmpty()) { // an empty list would mean all of them to Kafka
            consumer.seekToEnd(behind);
        }
        if (options.paceMs() > 0) {
            pause(Duration.ofMillis(options.paceMs()));
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        Set<String> now = wanted.get();
        if (now.equals(lookedUp) && System.nanoTime() - lookedUpAt < LOOK_UP.toNanos()) {
            return;
        }
        Map<String, Topics.Topic> found = topics.find(now);
        if (!found.equals(reading)) {
            assign(consumer, found);
        }
        lookedUp = Set.copyOf(now);
        lookedUpAt = System.nanoTime();
    }

    private void assign(KafkaConsumer<byte[], byte[]> consumer, Map<String, Topics.Topic> found) {
        List<TopicPartition> fresh = new ArrayList<>();
        found.values().forEach(topic -> fresh.addAll(newPartitions(topic)));
        consumer.assign(
                found.values().stream().flatMap(t -> t.partitions().stream()).toList());
        seek(consumer, fresh);
        reading.clear();
        reading.putAll(found);
    }

    private List<TopicPartition> newPartitions(Topics.Topic topic) {
        Topics.Topic before = reading.get(topic.name());
        if (before == null) {
            return topic.partitions();
        }
        if (!before.id().equals(topic.id())) {
            listener.recreated(topic.name());
            return topic.partitions();
        }
        return topic.partitions().stream()
                .filter(p -> !before.partitions().contains(p))
                .toList();
    }

    private void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        if (options.newest() == Long.MAX_VALUE) {
            consumer.seekToBeginning(partitions);
            return;
        }
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions, Topics.WAIT);
        consumer.endOffsets(partitions, Topics.WAIT)
                .forEach((p, end) -> consumer.seek(p, Math.max(begin.getOrDefault(p, 0L), end - options.newest())));
    }

    private void pause(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Stops reading; returns at once, the thread ends within moments. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
