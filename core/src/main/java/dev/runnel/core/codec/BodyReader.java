package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;
import java.util.Objects;

/**
 * Walks over the records of a posted body, decoding each as it goes: one pass over the bytes. Not thread safe.
 *
 * <p>Records come before the rest of the body has been looked at, so of a body that turns out malformed some may
 * already have been given.
 */
public final class BodyReader {
    /** How records stand in a body. */
    public enum Framing {
        /** One object, or an array of them. Whatever is not JSON makes the whole body malformed. */
        JSON,
        /** One object on each line; blank lines are passed over. A line that is not JSON is an invalid record. */
        NDJSON
    }

    private enum State {
        START,
        ELEMENTS,
        LINES,
        END
    }

    private final RecordDecoder decoder;
    private final byte[] body;
    private final int start;
    private final int end;
    private State state;
    /** Where reading goes on. */
    private int at;

    private int from;
    private int to;

    /** Reads {@code body[from,to)}. */
    public BodyReader(RecordDecoder decoder, byte[] body, int from, int to, Framing framing) {
        Objects.checkFromToIndex(from, to, body.length);
        this.decoder = decoder;
        this.body = body;
        this.start = from;
        this.end = to;
        this.at = from;
        this.from = from;
        this.to = from;
        this.state = framing == Framing.JSON ? State.START : State.LINES;
    }

    /**
     * Decodes the next record. One that breaks the contract, is no object, is too large or, in NDJSON, is not JSON, is
     * a record with violations; their positions count from {@link #from}.
     *
     * @param into made by the decoder given
     * @return false at the end of the body
     * @throws MalformedJsonException when the body, or what follows in it, is not JSON, or when it is empty; the end is
     *     reached then
     */
    public boolean next(DecodedRecord into) throws MalformedJsonException {
        decoder.checkOwn(into);
        try {
            return switch (state) {
                case START, ELEMENTS -> nextElement(into);
                case LINES -> nextLine(into);
                case END -> false;
            };
        } catch (Refusal e) {
            state = State.END;
            throw MalformedJsonException.of(body, start, e.position(), e.text());
        }
    }

    /** Index of the first byte of the record just read. */
    public int from() {
        return from;
    }

    /** Index behind the last byte of the record just read; white space around it does not belong to it. */
    public int to() {
        return to;
    }

    private boolean nextElement(DecodedRecord into) throws Refusal {
        JsonCursor in = into.work.cursor;
        in.reset(body, at, end);
        int c = in.peek();
        if (state == State.START && c != '[') {
            element(in, into);
            finish(in);
            return true;
        }
        boolean first = state == State.START;
        state = State.ELEMENTS;
        if (first) {
            in.at++;
            c = in.peek();
        }
        if (c == ']') {
            in.at++;
            finish(in);
            return false;
        }
        if (!first) {
            if (c != ',') {
                throw in.unexpected("',' or ']' after a record");
            }
            in.at++;
        }
        element(in, into);
        return true;
    }

    private void finish(JsonCursor in) throws Refusal {
        state = State.END;
        in.requireEnd();
    }

    private void element(JsonCursor in, DecodedRecord into) throws Refusal {
        in.peek();
        from = in.at;
        in.begin(from);
        try {
            RecordDecoder.read(decoder.rows(), in, into);
        } catch (Refusal e) {
            if (e.reason() != Reason.TOO_LARGE) {
                throw e;
            }
            in.begin(from);
            in.skipper.skip(ValueSkipper.ANY_DEPTH);
            into.refuse(e.reason(), e.text(), e.position() - from);
        }
        to = in.at;
        at = to;
        if (to - from > RecordDecoder.MAX_BYTES) {
            into.refuse(Reason.TOO_LARGE, RecordDecoder.tooLarge(to - from), 0);
        }
    }

    private boolean nextLine(DecodedRecord into) throws Refusal {
        while (at < end) {
            int lineEnd = lineEnd(at);
            int first = at;
            at = Math.min(end, lineEnd + 1);
            while (first < lineEnd && isBlank(body[first])) {
                first++;
            }
            while (lineEnd > first && isBlank(body[lineEnd - 1])) {
                lineEnd--;
            }
            if (first < lineEnd) {
                from = first;
                to = lineEnd;
                decoder.decode(body, from, to, into);
                return true;
            }
        }
        state = State.END;
        if (from == to) {
            throw Refusal.syntax(end, "expected a record, found an empty body");
        }
        return false;
    }

    private int lineEnd(int begin) {
        int i = begin;
        while (i + Long.BYTES <= end) {
            long feeds = Words.lineFeeds(Words.at(body, i));
            if (feeds != 0) {
                return i + (Long.numberOfTrailingZeros(feeds) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < end && body[i] != '\n') {
            i++;
        }
        return i;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
