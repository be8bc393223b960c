package dev.runnel.gateway.collect;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** A request's body as it grows within a bound. Not thread safe. */
final class BodyBytes {
    private static final int FIRST = 8 << 10;

    private final int limit;
    private byte[] bytes;
    private int length;
    private boolean tooLarge;

    BodyBytes(int limit) {
        this(limit, FIRST);
    }

    /** @param expected how many bytes are likely; more are taken too */
    BodyBytes(int limit, int expected) {
        this.limit = limit;
        this.bytes = new byte[Math.min(limit, expected)];
    }

    /** Appends; once the bound is passed everything is dropped, what came before included. */
    void append(Buffer chunk) {
        if (!reserve(chunk.length())) {
            return;
        }
        chunk.getBytes(bytes, length);
        length += chunk.length();
    }

    private boolean reserve(int more) {
        if (tooLarge || more > limit - length) {
            tooLarge = true;
            bytes = new byte[0];
            length = 0;
            return false;
        }
        if (length + more > bytes.length) {
            int grown = (int) Math.min(limit, Math.max(length + (long) more, bytes.length * 2L));
            bytes = Arrays.copyOf(bytes, grown);
        }
        return true;
    }

    /**
     * What the gzip members (RFC 1952) in it hold, within the same bound; a bomb costs no more memory than that.
     *
     * @throws IOException when it is not gzip
     */
    BodyBytes gunzip() throws IOException {
        BodyBytes plain = new BodyBytes(limit);
        byte[] piece = new byte[FIRST];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, 0, length), FIRST)) {
            for (int n = in.read(piece); n >= 0 && !plain.tooLarge; n = in.read(piece)) {
                plain.append(piece, n);
            }
        }
        return plain;
    }

    private void append(byte[] piece, int n) {
        if (reserve(n)) {
            System.arraycopy(piece, 0, bytes, length, n);
            length += n;
        }
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    /** The bytes are {@code [0, length)} of this array. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }
}
