package dev.runnel.connectors.kafka;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** How long a topic lets a batch of records be. */
final class TopicLimit {
    /** The longest record that our producers send. */
    static final int MAX_REQUEST = 16 << 20;

    private TopicLimit() {}

    /**
     * Asks Kafka.
     *
     * @param kafka settings of a Kafka client, its servers among them
     * @return bytes, at most {@link #MAX_REQUEST}
     * @throws KafkaException when Kafka does not answer, or has no such topic
     */
    static int of(String topic, Map<String, Object> kafka) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(kafka)) {
            Config config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            String most = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
            return Math.min(Integer.parseInt(Objects.requireNonNull(most)), MAX_REQUEST);
        } catch (ExecutionException e) {
            throw new KafkaException("the settings of topic " + topic + " cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the settings of topic " + topic + " were read", e);
        }
    }
}
