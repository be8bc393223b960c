package dev.runnel.connectors.web.rest;

import dev.runnel.connectors.web.rest.Increment.Mark;
import dev.runnel.connectors.web.rest.Pace.Due;
import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * How far an API is read. Immutable. It stands in checkpoints in its {@link #FORM}, never in Java's.
 *
 * @param due of the round at hand
 * @param isOver whether all its pages were read
 * @param place of the page at hand; null for the first
 * @param pages of the round that were read whole
 * @param index how many records of the page at hand were given
 * @param requests that were answered, from the first start on
 * @param before what the rounds before came to: what is asked since
 * @param reached what all came to
 */
record RestPosition(
        Due due, boolean isOver, @Nullable String place, int pages, int index, long requests, Mark before, Mark reached)
        implements Serializable {
    static final Form<RestPosition> FORM =
            new Form<>("positions in the answers of an API", 1, RestPosition::write, RestPosition::read);

    /** Before the first round. */
    static RestPosition first(long now) {
        return new RestPosition(new Due(now, 0), false, null, 0, 0, 0, Mark.NONE, Mark.NONE);
    }

    /** The beginning of a round. */
    RestPosition round(Due next) {
        return new RestPosition(next, false, null, 0, 0, requests, reached, reached);
    }

    /** The same place, to be asked for at another time. */
    RestPosition at(Due other) {
        return new RestPosition(other, isOver, place, pages, index, requests, before, reached);
    }

    /** The page at hand was answered once more. */
    RestPosition answered() {
        return new RestPosition(due, isOver, place, pages, index, requests + 1, before, reached);
    }

    RestPosition reached(Mark mark) {
        return new RestPosition(due, isOver, place, pages, index, requests, before, mark);
    }

    /** So many records of the page at hand were given. */
    RestPosition given(int count) {
        return new RestPosition(due, isOver, place, pages, count, requests, before, reached);
    }

    /** The beginning of the next page. */
    RestPosition page(String next) {
        return new RestPosition(due, false, next, pages + 1, 0, requests, before, reached);
    }

    /** The end of the round. */
    RestPosition over() {
        return new RestPosition(due, true, null, 0, 0, requests, before, reached);
    }

    private static void write(RestPosition position, DataOutputView out) throws IOException {
        out.writeLong(position.due.at());
        out.writeLong(position.due.spent());
        out.writeBoolean(position.isOver);
        StringValue.writeString(position.place, out);
        out.writeInt(position.pages);
        out.writeInt(position.index);
        out.writeLong(position.requests);
        write(position.before, out);
        write(position.reached, out);
    }

    private static RestPosition read(DataInputView in) throws IOException {
        return new RestPosition(
                new Due(in.readLong(), in.readLong()),
                in.readBoolean(),
                StringValue.readString(in),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                mark(in),
                mark(in));
    }

    private static void write(Mark mark, DataOutputView out) throws IOException {
        StringValue.writeString(mark.value(), out);
        Form.list(mark.digests(), StringValue::writeString, out);
    }

    private static Mark mark(DataInputView in) throws IOException {
        return new Mark(
                StringValue.readString(in),
                List.copyOf(Form.list(from -> Objects.requireNonNull(StringValue.readString(from)), in)));
    }
}
