package dev.runnel.engine.run;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Names;
import dev.runnel.engine.cluster.JobHandle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a job has read its topics to their ends, as its group's offsets say after a checkpoint. */
final class Drain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    /** Of one question; a checkpoint on a busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Admin admin;

    Drain(Environment environment) {
        Map<String, Object> properties = new HashMap<>(environment.kafkaProperties());
        properties.put("bootstrap.servers", environment.bootstrapServers());
        properties.put("default.api.timeout.ms", 2000);
        properties.put("request.timeout.ms", 1000);
        admin = Admin.create(properties);
    }

    /**
     * Takes checkpoints until nothing is left to read.
     *
     * @param deadline {@link System#nanoTime} after which to give up
     * @return whether everything was read
     */
    boolean await(JobHandle job, Set<String> topics, long deadline) throws InterruptedException {
        while (System.nanoTime() < deadline && isAlive(job)) {
            try {
                job.checkpoint().get(left(deadline), TimeUnit.NANOSECONDS);
                if (read(job.name(), topics, deadline)) {
                    return true;
                }
            } catch (ExecutionException e) {
                LOG.debug("{} takes no checkpoint yet", job.name(), e); // its tasks are still being started
            } catch (TimeoutException e) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    /** A job that restarts, or is gone, reads nothing more: its last checkpoint counts. */
    static boolean isAlive(JobHandle job) {
        State state = job.status().state();
        return state == State.RUNNING || state == State.STARTING;
    }

    private static long left(long deadline) {
        return Math.max(1, deadline - System.nanoTime());
    }

    /**
     * Where topics end.
     *
     * @param first offsets of the oldest records, where who has read nothing stands
     */
    record Ends(Map<TopicPartition, Long> first, Map<TopicPartition, Long> last) {}

    /** Where topics end now; empty when Kafka does not answer in time. */
    Optional<Ends> ends(Set<String> topics) throws InterruptedException {
        try {
            return Optional.of(ends(topics, System.nanoTime() + PATIENCE.toNanos()));
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Kafka does not say where {} end", topics, e);
            return Optional.empty();
        }
    }

    /** Takes a checkpoint and tells whether everything up to those ends was read by then; false when that cannot be told. */
    boolean hasRead(JobHandle job, Ends ends) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            job.checkpoint().get(left(deadline), TimeUnit.NANOSECONDS);
            return read(job.name(), ends, deadline);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{} takes no checkpoint yet", job.name(), e);
            return false;
        }
    }

    private boolean read(String job, Set<String> topics, long deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        return read(job, ends(topics, deadline), deadline);
    }

    private boolean read(String job, Ends ends, long deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(Names.group(job))
                .partitionsToOffsetAndMetadata()
                .get(left(deadline), TimeUnit.NANOSECONDS);
        return ends.last().entrySet().stream().allMatch(end -> {
            OffsetAndMetadata at = committed.get(end.getKey());
            long read = at == null ? Objects.requireNonNull(ends.first().get(end.getKey())) : at.offset();
            return read >= end.getValue();
        });
    }

    private Ends ends(Set<String> topics, long deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(topics)
                .allTopicNames()
                .get(left(deadline), TimeUnit.NANOSECONDS)
                .values()) {
            topic.partitions().forEach(p -> {
                first.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.earliest());
                last.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest());
            });
        }
        return new Ends(offsets(first, deadline), offsets(last, deadline));
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> wanted, long deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        return admin.listOffsets(wanted).all().get(left(deadline), TimeUnit.NANOSECONDS).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofMillis(200));
    }
}
