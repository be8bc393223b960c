package dev.runnel.connectors.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.runnel.core.codec.JsonEdit;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.record.SourcePosition;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Step;
import dev.runnel.engine.source.SourceHealth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives messages, and acknowledges each to the broker once it is kept: until then the broker has it, and sends it again to
 * who comes after a kill. Used by one thread.
 */
final class MqttReader implements RecordReader<MqttPosition> {
    private static final long PATIENCE_MILLIS = 20;

    private final MqttSettings settings;
    private final BrokerSession session;
    private final List<TopicFilter> wanted;
    private final Deque<Given> unkept = new ArrayDeque<>();
    private MqttPosition at;
    private boolean isBeginGiven;
    private boolean hadOne;

    /** A message, and how many were given with it. */
    private record Given(long number, Mqtt5Publish message) {}

    private MqttReader(MqttSettings settings, BrokerSession session, MqttPosition at) {
        this.settings = settings;
        this.session = session;
        this.wanted = settings.topics().stream().map(TopicFilter::of).toList();
        this.at = at;
    }

    static MqttReader open(MqttSettings settings, @Nullable MqttPosition after, SourceHealth health)
            throws IOException, InterruptedException {
        BrokerSession session = BrokerSession.open(settings, health);
        try {
            session.subscribe(after == null ? List.of() : after.topics(), after != null);
            return new MqttReader(
                    settings, session, new MqttPosition(after == null ? 0 : after.given(), settings.topics()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public Optional<Step<MqttPosition>> next() throws IOException, InterruptedException {
        if (!isBeginGiven) {
            isBeginGiven = true;
            return Optional.of(Step.moved(at)); // so that a checkpoint knows what is subscribed to
        }
        while (true) {
            // What was found is handed on before anybody waits for more.
            Optional<Mqtt5Publish> found = session.next(hadOne ? 0 : PATIENCE_MILLIS);
            hadOne = found.isPresent();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            String topic = found.get().getTopic().toString();
            boolean isWanted = wanted.stream().anyMatch(filter -> filter.matches(topic));
            at = isWanted ? at.next() : at; // else it waited in the session for a subscription that is no more
            if (found.get().getQos() != MqttQos.AT_MOST_ONCE) {
                unkept.add(new Given(at.given(), found.get()));
            }
            if (isWanted) {
                return Optional.of(Step.of(record(topic, found.get()), at));
            }
        }
    }

    private SourceRecord record(String topic, Mqtt5Publish message) {
        byte[] payload = message.getPayloadAsBytes();
        return new SourceRecord(
                topic.getBytes(StandardCharsets.UTF_8),
                settings.topicField() ? named(topic, payload) : payload,
                new Place(topic, at.given()),
                Optional.empty());
    }

    /** What is no object stays as it is: it will be invalid, with its own bytes. */
    private static byte[] named(String topic, byte[] payload) {
        try {
            return JsonEdit.set(payload, MqttSpec.TOPIC, JsonText.of(topic));
        } catch (JsonEdit.Refused e) {
            return payload;
        }
    }

    /** The how manieth message it is, and of which topic. */
    private record Place(String topic, long number) implements SourcePosition {
        @Override
        public String toString() {
            return topic + "@" + number;
        }
    }

    @Override
    public void kept(MqttPosition position) {
        while (!unkept.isEmpty() && unkept.element().number() <= position.given()) {
            unkept.remove().message().acknowledge();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
