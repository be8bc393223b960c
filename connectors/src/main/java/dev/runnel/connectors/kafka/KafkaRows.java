package dev.runnel.connectors.kafka;

import dev.runnel.engine.Refused;
import dev.runnel.engine.Target;
import dev.runnel.engine.destination.TopicLimit;
import dev.runnel.engine.log.LogRecord;
import dev.runnel.engine.log.LogRecordType;
import java.util.HashMap;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Attaches Flink's Kafka sink. */
final class KafkaRows {
    /** Below the broker's greatest allowed (15 minutes), above the longest pause between checkpoints. */
    private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

    private KafkaRows() {}

    static Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target) {
        String topic = target.settings().get(KafkaConnector.TOPIC);
        boolean exactlyOnce = target.settings().get(KafkaConnector.DELIVERY).equals(KafkaConnector.EXACTLY_ONCE);
        HashMap<String, Object> kafka = new HashMap<>(target.environment().kafkaProperties());
        kafka.put("bootstrap.servers", target.environment().bootstrapServers());
        Properties properties = new Properties();
        properties.putAll(target.environment().kafkaProperties());
        properties.setProperty("linger.ms", "1");
        properties.setProperty("max.request.size", String.valueOf(TopicLimit.MAX_REQUEST));
        properties.setProperty("batch.size", String.valueOf(TopicLimit.batch(topic, kafka)));
        if (exactlyOnce) {
            properties.setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
        }
        KafkaSinkBuilder<LogRecord> sink = KafkaSink.<LogRecord>builder()
                .setBootstrapServers(target.environment().bootstrapServers())
                .setRecordSerializer(
                        (record, context, timestamp) -> new ProducerRecord<>(topic, record.key(), record.value()))
                .setDeliveryGuarantee(exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
                .setKafkaProducerConfig(properties);
        if (exactlyOnce) {
            sink.setTransactionalIdPrefix("runnel." + target.pipeline() + "." + target.uid());
        }
        OutputTag<RowData> refused = new OutputTag<>("refused", Refused.type(target.type()));
        SingleOutputStreamOperator<LogRecord> records = rows.process(
                        new SizedRows(target, refused, kafka), LogRecordType.INSTANCE)
                .setParallelism(rows.getParallelism()) // each has one predecessor, so that changes keep their order
                .name(target.uid() + "/serialize")
                .uid(target.uid() + "/serialize");
        records.sinkTo(sink.build())
                .name(target.uid() + "/write")
                .uid(target.uid() + "/write")
                .setParallelism(rows.getParallelism());
        return Optional.of(records.getSideOutput(refused));
    }
}
