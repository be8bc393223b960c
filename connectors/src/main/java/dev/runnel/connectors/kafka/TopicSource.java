package dev.runnel.connectors.kafka;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.Origin;
import dev.runnel.engine.collect.SourceRecordType;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Flink's Kafka source over somebody's topic. */
final class TopicSource implements KafkaRecordDeserializationSchema<SourceRecord> {
    private static final long serialVersionUID = 1;

    static Source<SourceRecord, ?, ?> of(Origin origin) {
        Settings settings = origin.settings();
        Optional<String> servers = settings.find(KafkaSourceConnector.BOOTSTRAP_SERVERS);
        Properties properties = new Properties();
        if (servers.isEmpty()) {
            properties.putAll(origin.environment().kafkaProperties());
        }
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.putAll(settings.get(KafkaSourceConnector.PROPERTIES));
        String address = servers.orElse(origin.environment().bootstrapServers());
        String topic = settings.get(KafkaSourceConnector.TOPIC);
        String own = Names.group(Names.collectJob(origin.pipeline(), origin.stream())) + ".source";
        return KafkaSource.<SourceRecord>builder()
                .setBootstrapServers(address)
                .setKafkaSubscriber(new ExistingTopic(topic, address))
                .setGroupId(settings.find(KafkaSourceConnector.GROUP).orElse(own))
                .setClientIdPrefix(own)
                .setStartingOffsets(start(settings))
                .setDeserializer(new TopicSource())
                .setProperties(properties)
                .build();
    }

    private static OffsetsInitializer start(Settings settings) {
        Start start = settings.get(KafkaSourceConnector.START);
        OffsetsInitializer declared;
        if (start instanceof Start.At at) {
            declared = OffsetsInitializer.timestamp(at.time().toEpochMilli());
        } else {
            declared = start instanceof Start.Latest ? OffsetsInitializer.latest() : OffsetsInitializer.earliest();
        }
        return settings.find(KafkaSourceConnector.GROUP).isPresent() ? new GroupOffsets(declared) : declared;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
        String position = record.topic() + "/" + record.partition() + "/" + record.offset();
        out.collect(
                record.value() == null
                        ? new SourceRecord(
                                record.key(),
                                new byte[0],
                                position,
                                Optional.of(new Violation(
                                        Violation.Reason.SYNTAX, "", "the record has no value (a tombstone)", 0)))
                        : new SourceRecord(record.key(), record.value(), position, Optional.empty()));
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return SourceRecordType.INSTANCE;
    }
}
