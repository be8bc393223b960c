package dev.runnel.connectors.kafka;

import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.engine.cluster.Causes;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.KafkaException;

/** Asks another Kafka than the environment's whether it answers and has the topic. */
final class TopicProbe {
    private static final String PATIENCE_MILLIS = "5000";

    private TopicProbe() {}

    static void run(Settings settings, Diagnostics out) {
        Optional<String> servers = settings.find(KafkaSourceConnector.BOOTSTRAP_SERVERS);
        if (servers.isEmpty()) {
            return; // the environment's own, which a run starts
        }
        Properties properties = new Properties();
        properties.putAll(settings.get(KafkaSourceConnector.PROPERTIES));
        properties.setProperty("bootstrap.servers", servers.get());
        properties.setProperty("request.timeout.ms", PATIENCE_MILLIS);
        properties.setProperty("default.api.timeout.ms", PATIENCE_MILLIS);
        try (AdminClient kafka = AdminClient.create(properties)) {
            new ExistingTopic(settings.get(KafkaSourceConnector.TOPIC), servers.get())
                    .getSubscribedTopicPartitions(kafka);
        } catch (KafkaException e) {
            String why = Causes.line(e);
            Option<?> at = why.startsWith("there is no topic")
                    ? KafkaSourceConnector.TOPIC
                    : KafkaSourceConnector.BOOTSTRAP_SERVERS;
            out.error(
                    Code.UNREACHABLE,
                    settings.at(at),
                    why,
                    "check that Kafka runs at " + servers.get() + ", and what `properties` say for signing in");
        }
    }
}
