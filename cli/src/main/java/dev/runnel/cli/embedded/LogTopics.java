package dev.runnel.cli.embedded;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a pipeline: makes them, and counts what is in them. Thread safe. */
final class LogTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A broker that has just begun on a busy machine is slow. */
    private static final Duration TO_MAKE = Duration.ofSeconds(45);

    private static final short ONE_COPY = 1;
    private static final RetryPolicy<Collection<TopicDescription>> KNOWN =
            RetryPolicy.<Collection<TopicDescription>>builder()
                    .handleIf(e ->
                            e instanceof ExecutionException && e.getCause() instanceof UnknownTopicOrPartitionException)
                    .withBackoff(Duration.ofMillis(5), Duration.ofMillis(500))
                    .withMaxRetries(-1)
                    .withMaxDuration(PATIENCE)
                    .build();

    private final Admin admin;
    private final String servers;

    /**
     * How many records the logs hold.
     *
     * @param byTopic those that came to a topic, each once
     */
    record Counts(Map<String, Long> byTopic) {
        Counts {
            byTopic = Map.copyOf(byTopic);
        }

        long valid(Stream stream) {
            return byTopic.getOrDefault(stream.log().topic(), 0L);
        }

        long invalid(Stream stream) {
            return byTopic.getOrDefault(stream.invalidTopic(), 0L);
        }

        Counts since(Counts earlier) {
            Map<String, Long> grown = new HashMap<>(byTopic);
            earlier.byTopic.forEach((topic, count) -> grown.computeIfPresent(topic, (t, now) -> now - count));
            return new Counts(grown);
        }
    }

    LogTopics(String bootstrapServers) {
        servers = bootstrapServers;
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis() / 2));
    }

    /** Makes those that are not there, and returns when Kafka knows them all. */
    void create(Collection<Topic> topics) {
        var made = admin.createTopics(
                        topics.stream()
                                .map(t -> new NewTopic(t.name(), t.partitions(), ONE_COPY).configs(t.config()))
                                .toList(),
                        new CreateTopicsOptions().timeoutMs((int) TO_MAKE.toMillis()))
                .values();
        made.forEach((name, done) -> {
            try {
                done.get(TO_MAKE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new KafkaException("topic " + name + " cannot be made: " + e.getCause(), e);
                }
            } catch (TimeoutException e) {
                throw new KafkaException("topic " + name + " cannot be made: Kafka does not answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while making topic " + name, e);
            }
        });
        describe(topics.stream().map(Topic::name).toList(), TO_MAKE);
    }

    /** A broker hears of a new topic a moment after the controller has made it. */
    private Collection<TopicDescription> describe(Collection<String> topics, Duration most) {
        DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs((int) most.toMillis());
        try {
            return Failsafe.with(KNOWN).get(() -> admin.describeTopics(topics, options)
                    .allTopicNames()
                    .get()
                    .values());
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            Throwable why = e.getCause() instanceof ExecutionException failed ? failed.getCause() : e.getCause();
            throw new KafkaException("the topics cannot be described: " + why, e);
        }
    }

    /** Counts the records of every stream, each once. */
    Counts count(Pipeline pipeline) {
        List<String> topics = new ArrayList<>();
        for (Stream stream : pipeline.streams()) {
            topics.add(stream.log().topic());
            topics.add(stream.invalidTopic());
        }
        String replays = Names.replayTopic(pipeline.name());
        topics.add(replays);
        Map<String, Long> counts = ends(topics);
        if (counts.getOrDefault(replays, 0L) > 0) {
            SentTwice.count(pipeline, servers)
                    .forEach((topic, twice) -> counts.computeIfPresent(topic, (t, count) -> count - twice));
        }
        counts.remove(replays);
        return new Counts(counts);
    }

    private Map<String, Long> ends(List<String> topics) {
        try {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            for (TopicDescription topic : describe(topics, PATIENCE)) {
                topic.partitions()
                        .forEach(p -> wanted.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
            }
            Map<String, Long> ends = new HashMap<>();
            admin.listOffsets(wanted)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.merge(partition.topic(), end.offset(), Long::sum));
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException("the logs cannot be counted: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while counting the logs", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofMillis(200));
    }
}
