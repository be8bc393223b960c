package dev.runnel.gateway.live;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Headers;
import dev.runnel.gateway.log.HeaderText;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.Topics;
import dev.runnel.gateway.metrics.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Measures how long records take from their receipt until they are read back from the log: once a second it waits at
 * the end of the logs for the next records and looks at the first few, replayed ones apart. Thread safe.
 */
final class LatencyProbe implements AutoCloseable {
    private static final int FETCH_BYTES = 64 << 10;
    private static final int SAMPLE = 100;
    private static final long EVERY_MS = 1_000;
    private static final Duration WAIT = Duration.ofMillis(900);
    private static final long LOOK_UP_NANOS = 5_000_000_000L;
    private static final long VALID_NANOS = 10_000_000_000L;

    private final KafkaClients clients;
    private final Topics topics;
    private final Metrics metrics;
    private final Map<String, String> streamByTopic;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "runnel-latency");
    private volatile Measured measured = new Measured(OptionalDouble.empty(), 0);
    private long lookedUpAt = System.nanoTime() - LOOK_UP_NANOS;

    private record Measured(OptionalDouble millis, long at) {}

    LatencyProbe(Pipeline pipeline, KafkaClients clients, Topics topics, Metrics metrics) {
        this.clients = clients;
        this.topics = topics;
        this.metrics = metrics;
        this.streamByTopic = pipeline.streams().stream()
                .collect(Collectors.toMap(s -> s.log().topic(), Stream::name));
        thread.setDaemon(true);
        thread.start();
    }

    /** The median of the last sample in milliseconds; empty when nothing came for ten seconds. */
    OptionalDouble millis() {
        Measured last = measured;
        return System.nanoTime() - last.at() < VALID_NANOS ? last.millis() : OptionalDouble.empty();
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("latency", FETCH_BYTES)) {
            do {
                try {
                    assign(consumer);
                    sample(consumer);
                } catch (InterruptException e) {
                    return;
                } catch (KafkaException e) {
                    // Kafka is away, which others report; the next second tries again.
                }
            } while (!closing.await(EVERY_MS - WAIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException | KafkaException e) {
            // Closing.
        }
    }

    private void assign(KafkaConsumer<byte[], byte[]> consumer) {
        if (System.nanoTime() - lookedUpAt > LOOK_UP_NANOS) {
            List<TopicPartition> partitions = topics.find(streamByTopic.keySet()).values().stream()
                    .flatMap(t -> t.partitions().stream())
                    .toList();
            consumer.assign(partitions);
            lookedUpAt = System.nanoTime();
        }
    }

    private void sample(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        long begun = System.nanoTime();
        if (!consumer.assignment().isEmpty()) {
            consumer.seekToEnd(consumer.assignment());
            List<Double> latencies = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                boolean isFirst = record.headers().lastHeader(Headers.REPLAY_OF) == null;
                if (isFirst && latencies.size() < SAMPLE) {
                    latencies.add(observe(record));
                }
            }
            if (!latencies.isEmpty()) {
                latencies.sort(null);
                double median = latencies.get(latencies.size() / 2);
                measured = new Measured(OptionalDouble.of(median), System.nanoTime());
            }
        }
        long rest = WAIT.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        closing.await(Math.max(0, rest), TimeUnit.MILLISECONDS);
    }

    private double observe(ConsumerRecord<byte[], byte[]> record) {
        double millis = Math.max(0, System.currentTimeMillis() - HeaderText.receivedAt(record));
        String stream = streamByTopic.get(record.topic());
        if (stream != null) {
            metrics.endToEnd(stream, millis / 1e3);
        }
        return millis;
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
