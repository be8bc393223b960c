package dev.runnel.gateway.log;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Looks topics up. Thread safe. */
public final class Topics {
    static final Duration WAIT = Duration.ofSeconds(2);

    private final Admin admin;

    /** @param admin owned by the caller */
    public Topics(Admin admin) {
        this.admin = admin;
    }

    /**
     * A topic that exists.
     *
     * @param id another one after the topic was deleted and made again
     */
    public record Topic(String name, Uuid id, List<TopicPartition> partitions) {}

    /**
     * Those of the topics that exist now, by name.
     *
     * @throws KafkaException when Kafka does not answer within two seconds
     */
    public Map<String, Topic> find(Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, Topic> found = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(names).topicNameValues();
        long deadline = System.nanoTime() + WAIT.toNanos();
        asked.forEach((name, answer) -> {
            try {
                found.put(name, topic(answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)));
            } catch (ExecutionException e) {
                refuseUnlessMissing(name, e);
            } catch (TimeoutException e) {
                throw new KafkaException("Kafka did not describe topic " + name + " in time", e);
            } catch (InterruptedException e) {
                throw new org.apache.kafka.common.errors.InterruptException(e);
            }
        });
        return found;
    }

    private static void refuseUnlessMissing(String name, ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (!(cause instanceof org.apache.kafka.common.errors.UnknownTopicOrPartitionException)) {
            throw new KafkaException("Kafka did not describe topic " + name + ": " + failure.getMessage(), failure);
        }
    }

    private static Topic topic(TopicDescription description) {
        return new Topic(
                description.name(),
                description.topicId(),
                description.partitions().stream()
                        .map(p -> new TopicPartition(description.name(), p.partition()))
                        .toList());
    }
}
