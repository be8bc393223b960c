package dev.runnel.connectors.kafka;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The partitions of one topic, or a message that says what to do where there is none. */
final class ExistingTopic implements KafkaSubscriber {
    private static final long serialVersionUID = 1;

    private final String topic;
    private final String servers;

    ExistingTopic(String topic, String servers) {
        this.topic = topic;
        this.servers = servers;
    }

    @Override
    public Set<TopicPartition> getSubscribedTopicPartitions(AdminClient kafka) {
        try {
            return Objects.requireNonNull(kafka.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic))
                    .partitions()
                    .stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .collect(Collectors.toSet());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            // Without a cause: what Kafka says of it says less.
            throw new KafkaException(
                    e.getCause() instanceof UnknownTopicOrPartitionException
                            ? "there is no topic " + topic + " in Kafka at " + servers
                                    + ": make it, or mend 'topic' or 'bootstrap_servers' of the source"
                            : "the topic " + topic + " in Kafka at " + servers + " cannot be read: "
                                    + Objects.requireNonNull(e.getCause()).getMessage());
        }
    }
}
