package dev.runnel.gateway.live;

import dev.runnel.core.pipeline.Names;
import dev.runnel.gateway.log.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka how far topics and jobs are. For one thread. */
final class KafkaWatch {
    private static final long WAIT_MS = 2_000;

    private final Admin admin;
    private final Topics topics;
    private final Set<String> names;
    private final List<String> jobs;

    /** @param admin owned by the caller */
    KafkaWatch(Admin admin, Set<String> names, List<String> jobs) {
        this.admin = admin;
        this.topics = new Topics(admin);
        this.names = Set.copyOf(names);
        this.jobs = List.copyOf(jobs);
    }

    /** @throws KafkaException when Kafka does not answer within seconds */
    Observation observe() {
        Map<String, Topics.Topic> found = topics.find(names);
        List<TopicPartition> partitions =
                found.values().stream().flatMap(t -> t.partitions().stream()).toList();
        KafkaFuture<Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo>> begins =
                admin.listOffsets(each(partitions, OffsetSpec.earliest())).all();
        KafkaFuture<Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo>> ends =
                admin.listOffsets(each(partitions, OffsetSpec.latest())).all();
        Map<String, Map<TopicPartition, Long>> commits = commits();
        Set<String> missing = new HashSet<>(names);
        missing.removeAll(found.keySet());
        return new Observation(offsets(begins), offsets(ends), commits, missing);
    }

    private static Map<TopicPartition, OffsetSpec> each(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return partitions.stream().collect(Collectors.toMap(p -> p, p -> spec));
    }

    private static Map<TopicPartition, Long> offsets(
            KafkaFuture<Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo>> answer) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await(answer)
                .orElseThrow(() -> new KafkaException("the offsets of topics are not known"))
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private Map<String, Map<TopicPartition, Long>> commits() {
        if (jobs.isEmpty()) {
            return Map.of();
        }
        var answer = admin.listConsumerGroupOffsets(
                jobs.stream().collect(Collectors.toMap(Names::group, job -> new ListConsumerGroupOffsetsSpec())));
        Map<String, Map<TopicPartition, Long>> commits = new HashMap<>();
        for (String job : jobs) {
            // A job that has not committed yet has no group.
            await(answer.partitionsToOffsetAndMetadata(Names.group(job)))
                    .ifPresent(offsets -> commits.put(job, plain(offsets)));
        }
        return commits;
    }

    private static Map<TopicPartition, Long> plain(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, Long> plain = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                plain.put(partition, offset.offset());
            }
        });
        return plain;
    }

    /** The answer; empty when Kafka refuses it. */
    private static <T> Optional<T> await(KafkaFuture<T> answer) {
        try {
            return Optional.of(answer.get(WAIT_MS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException timeout) {
                throw timeout;
            }
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
