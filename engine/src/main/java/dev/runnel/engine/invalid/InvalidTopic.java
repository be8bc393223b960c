package dev.runnel.engine.invalid;

import dev.runnel.core.environment.Environment;
import dev.runnel.engine.Topic;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes invalid records to their topic: durable at each checkpoint, and visible at once. */
public final class InvalidTopic {
    private InvalidTopic() {}

    /** @param uid the name and uid of the operator */
    public static void write(DataStream<InvalidRecord> records, Environment environment, String topic, String uid) {
        KafkaRecordSerializationSchema<InvalidRecord> form = (record, context, timestamp) -> record.on(topic);
        records.sinkTo(sink(environment, form)).name(uid).uid(uid);
    }

    /** A sink of records that become invalid records as they are serialized. */
    public static <T> KafkaSink<T> sink(Environment environment, KafkaRecordSerializationSchema<T> form) {
        Properties properties = new Properties();
        properties.putAll(environment.kafkaProperties());
        properties.setProperty("max.request.size", String.valueOf(Topic.INVALID_MAX_BYTES));
        return KafkaSink.<T>builder()
                .setBootstrapServers(environment.bootstrapServers())
                .setKafkaProducerConfig(properties)
                .setRecordSerializer(form)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }
}
