package dev.runnel.connectors.mqtt;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.engine.cluster.Causes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Signs in to a broker and out again, under a name of its own: the stream's session is not touched. */
final class BrokerProbe {
    private static final int ID_LENGTH = 8;

    private BrokerProbe() {}

    static void run(Settings settings, Path directory, Diagnostics out) {
        String id = settings.find(MqttSpec.CLIENT_ID).orElse("runnel") + "-probe-"
                + UUID.randomUUID().toString().substring(0, ID_LENGTH);
        MqttSettings read = MqttSettings.of(settings, directory, id, new RecordType(List.of()));
        Mqtt5AsyncClient client;
        try {
            client = BrokerClients.builder(read, id).buildAsync();
        } catch (IOException e) {
            out.error(Code.UNREACHABLE, settings.at(MqttSpec.CA_FILE), Causes.line(e));
            return;
        }
        try {
            client.connectWith()
                    .cleanStart(true)
                    .send()
                    .get(BrokerClients.PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
            client.disconnect().get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            BrokerFailure failure = BrokerFailure.of(read.broker(), e);
            out.error(Code.UNREACHABLE, settings.at(failure.at()), failure.message(), failure.suggestion());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
