package dev.runnel.connectors.kafka;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.PropertiesKind;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import dev.runnel.engine.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.Source;

/** Reads an existing topic, of any Kafka, whose values are JSON objects. */
public final class KafkaSourceConnector implements SourceConnector {
    static final Option<String> TOPIC = Option.of(
                    "topic",
                    Kinds.topic(),
                    "The topic. One of the environment's own Kafka is made where it is not there; another Kafka must have it.")
            .needed();
    static final Option<String> GROUP = Option.of(
            "group",
            Kinds.string(),
            "The consumer group that shows how far it is. Where the group stands is where the first start begins.");
    static final Option<Start> START = Option.of(
                    "start", Start.kind(), "Where the first start begins when no group says so.")
            .or(new Start.Earliest());
    static final Option<String> BOOTSTRAP_SERVERS =
            Option.of("bootstrap_servers", Kinds.string(), "`host:port,...` of another Kafka than the environment's.");
    static final Option<Map<String, String>> PROPERTIES = Option.of(
                    "properties",
                    new PropertiesKind(List.of(
                            "bootstrap.servers",
                            "group.id",
                            "client.id",
                            "client.id.prefix",
                            "key.deserializer",
                            "value.deserializer",
                            "auto.offset.reset",
                            "enable.auto.commit")),
                    "Further settings of the Kafka client, for signing in and TLS; secrets by `${env:NAME}` or `${file:path}`.")
            .or(Map.of());

    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "kafka",
            Role.SOURCE,
            "The values of an existing Kafka topic, JSON objects, copied into the stream's own log.",
            List.of(TOPIC, GROUP, START, BOOTSTRAP_SERVERS, PROPERTIES),
            Set.of(Capability.EXACTLY_ONCE),
            List.of(
                    "kafka: { topic: stock-data, group: my-group }",
                    "kafka: { topic: orders, start: latest, bootstrap_servers: \"kafka:9093\", properties: { security.protocol: SSL } }"));

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public void probe(Settings settings, Path directory, FileAccess files, Diagnostics out) {
        TopicProbe.run(settings, out);
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return TopicSource.of(origin);
    }

    @Override
    public List<Topic> topics(Settings settings) {
        return settings.find(BOOTSTRAP_SERVERS).isPresent()
                ? List.of()
                : List.of(new Topic(settings.get(TOPIC), 1, Map.of()));
    }

    @Override
    public boolean isBounded(Settings settings) {
        return false;
    }

    @Override
    public List<String> identity(Settings settings) {
        return List.of(
                settings.get(TOPIC),
                settings.find(BOOTSTRAP_SERVERS).orElse(""),
                settings.find(GROUP).orElse(""));
    }
}
