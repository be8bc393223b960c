package dev.runnel.engine.collect;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the writing to a log is: the last batch that is in it as a whole, and where the log ended then. Kept in Kafka
 * as offsets of the job's group, beside the log itself.
 */
record Progress(long run, long number, Map<TopicPartition, Long> ends) {
    private static final int RADIX = 36;

    Progress {
        ends = Map.copyOf(ends);
    }

    /** What is kept; empty when nothing is, or Kafka has forgotten it after a long rest. */
    static Optional<Progress> read(Admin admin, LogTarget target) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> kept = await(
                () -> admin.listConsumerGroupOffsets(target.group())
                        .partitionsToOffsetAndMetadata()
                        .get(),
                target);
        Map<TopicPartition, Long> ends = new HashMap<>();
        String name = "";
        for (Map.Entry<TopicPartition, OffsetAndMetadata> each : kept.entrySet()) {
            if (each.getValue() != null
                    && target.topics().contains(each.getKey().topic())) {
                ends.put(each.getKey(), each.getValue().offset());
                name = each.getValue().metadata();
            }
        }
        if (!name.matches("[0-9a-z]+-[0-9a-z]+")) {
            return Optional.empty();
        }
        String[] parts = name.split("-");
        return Optional.of(new Progress(Long.parseLong(parts[0], RADIX), Long.parseLong(parts[1], RADIX), ends));
    }

    /** That of a log as it ends now, before the first batch of a run. */
    static Progress begin(Admin admin, LogTarget target, long run) throws InterruptedException {
        return new Progress(run, 0, ends(admin, target));
    }

    /** Where the log and the invalid topic end now, partition by partition. */
    static Map<TopicPartition, Long> ends(Admin admin, LogTarget target) throws InterruptedException {
        return await(
                () -> {
                    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
                    admin.describeTopics(target.topics()).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(p -> new TopicPartition(topic.name(), p.partition())))
                            .forEach(p -> partitions.put(p, OffsetSpec.latest()));
                    return admin.listOffsets(partitions).all().get().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, e -> e.getValue().offset()));
                },
                target);
    }

    /** Keeps it; durable when this returns. */
    void write(Admin admin, LogTarget target) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ends.forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end, Batch.name(run, number))));
        await(
                () -> admin.alterConsumerGroupOffsets(target.group(), offsets)
                        .all()
                        .get(),
                target);
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T await(Question<T> question, LogTarget target) throws InterruptedException {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "how far the log " + target.topic() + " is written cannot be asked or told: "
                            + Objects.requireNonNull(e.getCause()).getMessage(),
                    e.getCause());
        }
    }
}
