package dev.runnel.connectors.kafka;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.record.WireFormat;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.Target;
import dev.runnel.engine.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Writes rows to a Kafka topic: added one by one, or, with a key, as a compacted topic with tombstones. */
public final class KafkaConnector implements DestinationConnector {
    static final String EXACTLY_ONCE = "exactly_once";
    static final Option<String> TOPIC =
            Option.of("topic", Kinds.string(), "The topic.").needed();
    static final Option<Integer> PARTITIONS = Option.of(
                    "partitions", Kinds.integer(1, 10_000), "Partitions of the topic when it is made.")
            .or(1);
    static final Option<String> DELIVERY = Option.of(
                    "delivery",
                    Kinds.word("at_least_once", EXACTLY_ONCE),
                    "`exactly_once` writes in transactions: readers that read only what is committed see each row once,"
                            + " after the next checkpoint.")
            .or("at_least_once");

    static final Option<String> FORMAT = Option.of(
                    "format",
                    Kinds.word(WireFormat.ids()),
                    "How values are written: plain JSON, or in Confluent's wire format with the id of their schema,"
                            + " which is registered as `<topic>-value`.")
            .or(WireFormat.JSON.id());

    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "kafka",
            Role.DESTINATION,
            "Rows as values of a Kafka topic, keyed by the model's key or the stream's.",
            List.of(TOPIC, PARTITIONS, FORMAT, DELIVERY),
            Set.of(Capability.APPEND, Capability.UPSERT),
            List.of("kafka: { topic: acme.clickstream.latest.events }", "kafka: { topic: out.events, format: avro }"));

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public List<Topic> topics(String pipeline, String name, boolean keyed, Settings settings) {
        String topic = settings.get(TOPIC);
        int partitions = settings.get(PARTITIONS);
        return List.of(keyed ? Topic.latest(topic, partitions) : Topic.log(topic, partitions));
    }

    @Override
    public Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target) {
        return KafkaRows.attach(rows, target);
    }
}
