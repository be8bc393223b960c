package dev.runnel.connectors.web.follow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The parts of a message that comes in pieces, up to a bound. Not thread safe. */
final class Gathering {
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long bytes;

    Gathering(int most) {
        this.most = most;
    }

    /** @param text whole code points: a server splits messages, and the client no characters */
    void add(CharSequence text) {
        add(StandardCharsets.UTF_8.encode(text.toString()));
    }

    void add(ByteBuffer part) {
        bytes += part.remaining();
        byte[] some = new byte[Math.min(part.remaining(), most - kept.size())];
        part.get(some);
        kept.writeBytes(some);
    }

    /** All that was gathered. */
    Message take() {
        Message message = new Message(null, kept.toByteArray(), bytes);
        kept.reset();
        bytes = 0;
        return message;
    }
}
