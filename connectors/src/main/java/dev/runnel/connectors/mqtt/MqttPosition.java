package dev.runnel.connectors.mqtt;

import dev.runnel.engine.source.Form;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.StringValue;

/**
 * How far messages are given. Where reading goes on is what the broker keeps, in its session: everything that was not
 * acknowledged.
 *
 * @param given how many messages were given, ever
 * @param topics what the session is subscribed to
 */
record MqttPosition(long given, List<String> topics) implements Serializable {
    static final Form<MqttPosition> FORM = new Form<>(
            "positions in messages of MQTT",
            1,
            (position, out) -> {
                out.writeLong(position.given());
                Form.list(position.topics(), StringValue::writeString, out);
            },
            in -> new MqttPosition(in.readLong(), new ArrayList<>(Form.list(StringValue::readString, in))));

    /** One message further. */
    MqttPosition next() {
        return new MqttPosition(given + 1, topics);
    }
}
