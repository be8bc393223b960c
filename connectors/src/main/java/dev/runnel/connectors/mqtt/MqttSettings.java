package dev.runnel.connectors.mqtt;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import dev.runnel.engine.Origin;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of messages is told, in a form that Flink can send.
 *
 * @param clientId by what name the broker knows it
 * @param sessionSeconds how long the broker keeps its session; 0 for a new one each time
 * @param topicField whether a record says its topic
 */
record MqttSettings(
        BrokerAddress broker,
        ArrayList<String> topics,
        int qos,
        String clientId,
        long sessionSeconds,
        boolean retained,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable TrustFile trust,
        int inFlight,
        int maxMessage,
        boolean topicField)
        implements Serializable {

    static MqttSettings of(Origin origin) {
        Settings settings = origin.settings();
        String id = settings.find(MqttSpec.CLIENT_ID)
                .orElseGet(() -> "runnel-" + origin.pipeline() + "-" + origin.stream());
        return of(settings, origin.directory(), id, origin.contract().type());
    }

    /** @param type of the records */
    static MqttSettings of(Settings settings, Path directory, String clientId, RecordType type) {
        return new MqttSettings(
                settings.get(MqttSpec.URL),
                new ArrayList<>(settings.get(MqttSpec.TOPICS).stream()
                        .map(TopicFilter::text)
                        .toList()),
                settings.get(MqttSpec.QOS),
                clientId,
                settings.get(MqttSpec.SESSION_EXPIRY).toSeconds(),
                settings.get(MqttSpec.RETAINED),
                settings.find(MqttSpec.USER).orElse(null),
                settings.find(MqttSpec.PASSWORD).map(Secret::new).orElse(null),
                settings.find(MqttSpec.CA_FILE)
                        .map(file -> TrustFile.read(directory, file))
                        .orElse(null),
                settings.get(MqttSpec.IN_FLIGHT),
                Math.toIntExact(settings.get(MqttSpec.MAX_MESSAGE)),
                type.fields().stream().anyMatch(f -> f.path().orElse(f.name()).equals(MqttSpec.TOPIC)));
    }
}
