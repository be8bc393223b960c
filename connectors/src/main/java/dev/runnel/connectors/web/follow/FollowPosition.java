package dev.runnel.connectors.web.follow;

import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * How far messages are read. Immutable. It stands in checkpoints in its {@link #FORM}, never in Java's.
 *
 * @param id of the last message that was read whole; null where the server does not say
 * @param count of messages that were read whole, from the first start on
 * @param index how many records of the next one were given
 */
record FollowPosition(@Nullable String id, long count, int index) implements Serializable {
    static final FollowPosition FIRST = new FollowPosition(null, 0, 0);
    static final Form<FollowPosition> FORM =
            new Form<>("positions in messages of a server", 1, FollowPosition::write, FollowPosition::read);

    /** Behind a message. */
    FollowPosition behind(Message message) {
        return new FollowPosition(message.id() == null ? id : message.id(), count + 1, 0);
    }

    /** Within the next message. */
    FollowPosition within(int given) {
        return new FollowPosition(id, count, given);
    }

    private static void write(FollowPosition position, DataOutputView out) throws IOException {
        StringValue.writeString(position.id, out);
        out.writeLong(position.count);
        out.writeInt(position.index);
    }

    private static FollowPosition read(DataInputView in) throws IOException {
        return new FollowPosition(StringValue.readString(in), in.readLong(), in.readInt());
    }
}
