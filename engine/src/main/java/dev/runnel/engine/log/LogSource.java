package dev.runnel.engine.log;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Names;
import java.util.HashMap;
import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Kafka sources as every job reads its topics. */
public final class LogSource {
    private LogSource() {}

    /**
     * A source of one topic from its beginning, or from where the job's checkpoint stands. The job's group says how far
     * it is, at each checkpoint.
     */
    public static <T> Source<T, ?, ?> of(
            Environment environment, String job, String topic, KafkaRecordDeserializationSchema<T> schema) {
        return of(environment, job, topic, schema, OffsetsInitializer.earliest());
    }

    /**
     * A source of one topic from where the job's checkpoint stands; without one from where the job's group stands, so that
     * a job which begins again with a new version does not read again what it has read.
     */
    public static <T> Source<T, ?, ?> onward(
            Environment environment, String job, String topic, KafkaRecordDeserializationSchema<T> schema) {
        return of(environment, job, topic, schema, OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST));
    }

    private static <T> Source<T, ?, ?> of(
            Environment environment,
            String job,
            String topic,
            KafkaRecordDeserializationSchema<T> schema,
            OffsetsInitializer start) {
        Properties properties = new Properties();
        properties.putAll(environment.kafkaProperties());
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("max.poll.records", "5000");
        properties.setProperty("max.partition.fetch.bytes", String.valueOf(4 << 20));
        properties.setProperty("fetch.max.bytes", String.valueOf(16 << 20));
        properties.setProperty("commit.offsets.on.checkpoint", "false");
        KafkaSource<T> source = KafkaSource.<T>builder()
                .setBootstrapServers(environment.bootstrapServers())
                .setTopics(topic)
                .setGroupId(Names.group(job))
                .setClientIdPrefix(Names.group(job) + "-" + topic)
                .setStartingOffsets(start)
                .setDeserializer(schema)
                .setProperties(properties)
                .build();
        HashMap<String, String> client = new HashMap<>(environment.kafkaProperties());
        client.put("bootstrap.servers", environment.bootstrapServers());
        client.put("client.id", Names.group(job) + "-" + topic + "-offsets");
        return new CommittingSource<>(source, Names.group(job), client);
    }
}
