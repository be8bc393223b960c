package dev.runnel.engine.destination;

import dev.runnel.core.record.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/** How long a topic lets a batch of records be. */
public final class TopicLimit {
    /** The longest record that our producers send. */
    public static final int MAX_REQUEST = 16 << 20;

    /** Bytes of one batch, Kafka's own default. */
    private static final int BATCH = 16_384;

    private TopicLimit() {}

    /** Bytes of a producer's batch: one that the topic does not take would be divided and sent again, and come out of order. */
    public static int batch(String topic, Map<String, Object> kafka) {
        return Math.min(BATCH, of(topic, kafka));
    }

    /** Bytes of a record by itself, not compressed. */
    public static int size(byte @Nullable [] key, byte @Nullable [] value) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, new Header[0]);
    }

    /** Says of a row that it is longer than a topic takes. */
    public static Violation tooLarge(int size, String topic, int limit) {
        return new Violation(
                Violation.Reason.TOO_LARGE,
                "",
                "the row takes " + size + " bytes; the topic " + topic + " takes up to " + limit + " (its "
                        + TopicConfig.MAX_MESSAGE_BYTES_CONFIG + ")",
                -1);
    }

    /**
     * Asks Kafka.
     *
     * @param kafka settings of a Kafka client, its servers among them
     * @return bytes, at most {@link #MAX_REQUEST}
     * @throws KafkaException when Kafka does not answer, or has no such topic
     */
    public static int of(String topic, Map<String, Object> kafka) {
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
