package dev.runnel.connectors;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import dev.runnel.broker.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A real MQTT broker in this process, on loopback, and a client that publishes to it. Users named {@code stranger} are refused. */
final class LocalBroker implements AutoCloseable {
    /** Made by keytool; its password is no secret. */
    private static final String KEYS = "keys.p12";

    private static final String TLS =
            """
                    <tls-tcp-listener>
                        <port>%d</port>
                        <bind-address>127.0.0.1</bind-address>
                        <tls>
                            <keystore>
                                <path>%s</path>
                                <password>changeit</password>
                                <private-key-password>changeit</private-key-password>
                            </keystore>
                        </tls>
                    </tls-tcp-listener>
            """;
    private static final String CONFIG =
            """
            <?xml version="1.0"?>
            <hivemq>
                <listeners>
                    <tcp-listener>
                        <port>%d</port>
                        <bind-address>127.0.0.1</bind-address>
                    </tcp-listener>
            %s
                </listeners>
                <persistence><mode>in-memory</mode></persistence>
                <mqtt>
                    <queued-messages><max-queue-size>100000</max-queue-size></queued-messages>
                    <receive-maximum><server-receive-maximum>1000</server-receive-maximum></receive-maximum>
                </mqtt>
                <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
            </hivemq>
            """;

    final int port = Ports.free();
    final int tlsPort;
    private final EmbeddedHiveMQ broker;
    private final Mqtt5AsyncClient publisher;

    private LocalBroker(Path folder, int tlsPort, String listener) throws IOException {
        this.tlsPort = tlsPort;
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = 5_000; // 50 otherwise, which takes its time
        Path config = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(config.resolve("config.xml"), CONFIG.formatted(port, listener));
        EmbeddedExtension guard = EmbeddedExtension.builder()
                .withId("guard")
                .withName("guard")
                .withVersion("1")
                .withAuthor("tests")
                .withExtensionMain(new Guard())
                .build();
        broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(config)
                .withDataFolder(Files.createDirectories(folder.resolve("broker")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                .withEmbeddedExtension(guard)
                .build();
        broker.start().join();
        publisher = client("publisher").toAsync();
        publisher.connect().join();
    }

    /** With a port that speaks TLS too; who vouches for it stands in {@code ca.pem} of that folder. */
    static LocalBroker secure(Path folder) throws IOException, InterruptedException {
        keytool(folder, "-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1");
        keytool(folder, "-exportcert", "-rfc", "-file", "ca.pem");
        int port = Ports.free();
        return new LocalBroker(folder, port, TLS.formatted(port, folder.resolve(KEYS)));
    }

    private static void keytool(Path folder, String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(what));
        command.addAll(List.of("-keystore", KEYS, "-storetype", "PKCS12", "-storepass", "changeit"));
        Process keytool = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    private Mqtt5BlockingClient client(String id) {
        return Mqtt5Client.builder()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildBlocking();
    }

    /** Makes the session of a client that is not there yet, as an earlier start would have. */
    void subscribe(String clientId, String topic) {
        Mqtt5BlockingClient client = client(clientId);
        client.connectWith().cleanStart(false).sessionExpiryInterval(3600).send();
        client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
        client.disconnect();
    }

    /** Connects under a name, and so takes its session from who has it. */
    void takeOver(String clientId) {
        Mqtt5BlockingClient client = client(clientId);
        client.connectWith().cleanStart(false).sessionExpiryInterval(3600).send();
        client.disconnect();
    }

    /** Ends a client's connection as an administrator would. */
    void disconnect(String clientId) {
        Services.clientService().disconnectClient(clientId).join();
    }

    void publish(String topic, List<String> messages) {
        publish(topic, messages, MqttQos.AT_LEAST_ONCE, false);
    }

    /** Returns when the broker has them. */
    void publish(String topic, List<String> messages, MqttQos qos, boolean retained) {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (String message : messages) {
            sent.add(publisher
                    .publishWith()
                    .topic(topic)
                    .qos(qos)
                    .retain(retained)
                    .payload(message.getBytes(StandardCharsets.UTF_8))
                    .send());
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }

    @Override
    public void close() {
        publisher.disconnect().join();
        broker.stop().join();
        try {
            broker.close();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Guard implements ExtensionMain {
        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            Services.securityRegistry().setAuthenticatorProvider(asked -> (SimpleAuthenticator) Guard::let);
        }

        private static void let(SimpleAuthInput input, SimpleAuthOutput output) {
            boolean stranger = input.getConnectPacket().getUserName().stream().anyMatch("stranger"::equals);
            if (stranger) {
                output.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "who is that?");
            } else {
                output.authenticateSuccessfully();
            }
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
            // nothing is held
        }
    }
}
