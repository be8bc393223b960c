package dev.runnel.connectors.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuthBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;

/** Clients made from settings, before they connect. */
final class BrokerClients {
    /** How long a broker is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private BrokerClients() {}

    /** @throws IOException when {@code ca_file} has no certificates; the message says what to do */
    static Mqtt5ClientBuilder builder(MqttSettings settings, String clientId) throws IOException {
        BrokerAddress broker = settings.broker();
        MqttClientTransportConfigBuilder transport = MqttClientTransportConfig.builder()
                .serverHost(broker.host())
                .serverPort(broker.port())
                .socketConnectTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (broker.tls()) {
            transport = transport.sslConfig(tls(settings));
        }
        Mqtt5ClientBuilder builder = Mqtt5Client.builder().identifier(clientId).transportConfig(transport.build());
        Optional<Mqtt5SimpleAuth> auth = auth(settings);
        return auth.isPresent() ? builder.simpleAuth(auth.get()) : builder;
    }

    private static Optional<Mqtt5SimpleAuth> auth(MqttSettings settings) {
        String user = settings.user();
        if (user == null) {
            return Optional.empty();
        }
        Mqtt5SimpleAuthBuilder.Complete auth = Mqtt5SimpleAuth.builder().username(user);
        if (settings.password() != null) {
            auth = auth.password(settings.password().bytes());
        }
        return Optional.of(auth.build());
    }

    private static MqttClientSslConfig tls(MqttSettings settings) throws IOException {
        if (settings.trust() == null) {
            return MqttClientSslConfig.builder().build();
        }
        byte[] pem = settings.trust().pem().getBytes(StandardCharsets.US_ASCII);
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                trusted.setCertificateEntry("ca-" + trusted.size(), each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return MqttClientSslConfig.builder().trustManagerFactory(trust).build();
        } catch (GeneralSecurityException e) {
            throw new IOException("the 'ca_file' holds no certificates in PEM form: " + e.getMessage());
        }
    }
}
