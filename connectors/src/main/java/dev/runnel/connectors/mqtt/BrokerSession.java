package dev.runnel.connectors.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import dev.runnel.engine.source.SourceHealth;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with a broker, which hands messages over one by one and has each acknowledged by hand. A connection that
 * breaks is made again, with growing pauses, and meanwhile it says so. Used by one thread.
 */
final class BrokerSession implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerSession.class);
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final int MOST_DOUBLINGS = 5;

    private final MqttSettings settings;
    private final SourceHealth health;
    private final Mqtt5AsyncClient client;
    private final Mqtt5Publishes messages;
    private volatile boolean opened;
    private volatile boolean closed;
    private volatile boolean present;
    private volatile @Nullable String lost;

    private BrokerSession(MqttSettings settings, SourceHealth health) throws IOException {
        this.settings = settings;
        this.health = health;
        this.client = BrokerClients.builder(settings, settings.clientId())
                .addConnectedListener(this::connected)
                .addDisconnectedListener(this::disconnected)
                .buildAsync();
        // Before it connects: what waits in the session comes at once.
        this.messages = client.toBlocking().publishes(MqttGlobalPublishFilter.ALL, true);
    }

    /**
     * Connects.
     *
     * @param health is told while there is no connection
     * @throws IOException when the broker lets nobody in; the message says why, and what to do
     */
    static BrokerSession open(MqttSettings settings, SourceHealth health) throws IOException, InterruptedException {
        BrokerSession session = new BrokerSession(settings, health);
        try {
            Mqtt5ConnAck ack = session.await(session.client
                    .connectWith()
                    .cleanStart(settings.sessionSeconds() == 0)
                    .sessionExpiryInterval(settings.sessionSeconds())
                    .keepAlive(KEEP_ALIVE_SECONDS)
                    .restrictions()
                    .receiveMaximum(settings.inFlight())
                    .maximumPacketSize(settings.maxMessage())
                    .applyRestrictions()
                    .send());
            session.present = ack.isSessionPresent();
            session.opened = true;
            return session;
        } catch (IOException | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    private <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(BrokerClients.PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(BrokerFailure.of(settings.broker(), e).line());
        }
    }

    /**
     * Subscribes to what the settings name, and to nothing else.
     *
     * @param before what the session was subscribed to
     * @param expected whether there was a session before
     */
    void subscribe(List<String> before, boolean expected) throws IOException, InterruptedException {
        if (expected && !present && settings.sessionSeconds() > 0) {
            LOG.warn(
                    "{} has forgotten the session of {}: what was published since it did is gone",
                    settings.broker(),
                    settings.clientId());
        }
        for (String topic : before) {
            if (present && !settings.topics().contains(topic)) {
                await(client.unsubscribeWith().topicFilter(topic).send());
            }
        }
        List<Mqtt5Subscription> subscriptions = new ArrayList<>();
        for (String topic : settings.topics()) {
            subscriptions.add(Mqtt5Subscription.builder()
                    .topicFilter(topic)
                    .qos(settings.qos() == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
                    .retainHandling(
                            settings.retained()
                                    ? Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST
                                    : Mqtt5RetainHandling.DO_NOT_SEND)
                    .build());
        }
        granted(answers(subscriptions));
    }

    private List<Mqtt5SubAckReasonCode> answers(List<Mqtt5Subscription> subscriptions)
            throws IOException, InterruptedException {
        try {
            return client.subscribeWith()
                    .addSubscriptions(subscriptions)
                    .send()
                    .get(BrokerClients.PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS)
                    .getReasonCodes();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Mqtt5SubAckException refused) {
                return refused.getMqttMessage().getReasonCodes();
            }
            throw new IOException(BrokerFailure.of(settings.broker(), e).line());
        } catch (TimeoutException e) {
            throw new IOException(BrokerFailure.of(settings.broker(), e).line());
        }
    }

    private void granted(List<Mqtt5SubAckReasonCode> codes) throws IOException {
        for (int i = 0; i < codes.size(); i++) {
            Mqtt5SubAckReasonCode code = codes.get(i);
            String topic = settings.topics().get(i);
            if (code.isError()) {
                throw new IOException(settings.broker() + " refuses the topic '" + topic + "': " + code
                        + "; check what the user may read there");
            }
            if (code == Mqtt5SubAckReasonCode.GRANTED_QOS_0 && settings.qos() > 0) {
                throw new IOException(settings.broker() + " grants QoS 0 only for the topic '" + topic
                        + "', so messages could be lost; write 'qos: 0' where that is no harm");
            }
        }
    }

    /**
     * The next message that came.
     *
     * @param patience milliseconds to wait for it; 0 for not at all
     * @throws IOException when there is no connection any more, and none is to be made
     */
    Optional<Mqtt5Publish> next(long patience) throws IOException, InterruptedException {
        String why = lost;
        if (why != null) {
            throw new IOException(why);
        }
        return patience == 0 ? messages.receiveNow() : messages.receive(patience, TimeUnit.MILLISECONDS);
    }

    private void connected(MqttClientConnectedContext context) {
        if (closed) {
            leave(); // it was on its way to connect again
            return;
        }
        health.fine();
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        if (!opened || closed) {
            return;
        }
        Throwable cause = context.getCause();
        if (cause instanceof Mqtt5DisconnectException ended
                && ended.getMqttMessage().getReasonCode() == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER) {
            lost = "another client has taken the session of '" + settings.clientId() + "' at " + settings.broker()
                    + "; give each installation a 'client_id' of its own";
        } else if (cause instanceof Mqtt5ConnAckException) {
            lost = BrokerFailure.of(settings.broker(), cause).line();
        } else {
            LOG.debug("no connection to {}: {}", settings.broker(), cause.getMessage());
            int doublings = Math.min(MOST_DOUBLINGS, context.getReconnector().getAttempts());
            long pause = FIRST_PAUSE_MILLIS << doublings;
            health.trouble(
                    settings.broker() + " is away; check that the broker runs, and the network",
                    Instant.now().plusMillis(pause));
            context.getReconnector().reconnect(true).delay(pause, TimeUnit.MILLISECONDS);
        }
    }

    private CompletableFuture<Void> leave() {
        return client.disconnect();
    }

    /** Leaves; the broker keeps the session for its time. */
    @Override
    public void close() {
        closed = true;
        try {
            leave().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("was not connected: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            messages.close();
        }
    }
}
