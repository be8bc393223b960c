package dev.runnel.connectors.format.json;

import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.core.codec.RecordDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream that keeps the bytes it gave, from a place on, so that they can be taken as they stand after a parser went over
 * them. When more is kept than a record may have, only the first and the newest bytes stay. Not thread safe.
 */
final class ByteWindow extends InputStream {
    /** More than a parser reads ahead, so that the place where a value begins is still there when the parser tells it. */
    private static final int NEWEST_BYTES = 1 << 16;

    private static final int MOST_BYTES = RecordDecoder.MAX_BYTES + 4 * NEWEST_BYTES;

    private final InputStream in;
    private byte[] kept = new byte[NEWEST_BYTES * 2];
    private int length;
    /** Offset of {@code kept[0]}. */
    private long base;

    private byte[] head = {};
    private long headAt;

    ByteWindow(InputStream in) {
        this.in = in;
    }

    /** Lets the bytes before an offset go. */
    void keepFrom(long offset) {
        int gone = (int) Math.max(0, Math.min(offset - base, length));
        if (gone > NEWEST_BYTES) {
            drop(gone);
        }
        headAt = offset;
        head = new byte[0];
    }

    private void drop(int bytes) {
        System.arraycopy(kept, bytes, kept, 0, length - bytes);
        base += bytes;
        length -= bytes;
    }

    /** The bytes between two offsets; only the first of them when they are more than a record may have. */
    byte[] slice(long from, long to) {
        if (to - from > RecordDecoder.MAX_BYTES || from < base) {
            return headAt == from && head.length > 0 ? head : first(from);
        }
        return Arrays.copyOfRange(kept, (int) (from - base), (int) (to - base));
    }

    private byte[] first(long from) {
        int start = (int) Math.max(0, from - base);
        return Arrays.copyOfRange(kept, start, Math.min(length, start + FileRecord.KEPT_BYTES));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int got = in.read(into, from, most);
        if (got > 0) {
            keep(into, from, got);
        }
        return got;
    }

    private void keep(byte[] bytes, int from, int count) {
        if (length + count > MOST_BYTES) {
            if (head.length == 0) {
                head = first(headAt);
            }
            drop(Math.max(0, length - NEWEST_BYTES));
        }
        if (kept.length < length + count) {
            kept = Arrays.copyOf(kept, Math.max(kept.length * 2, length + count));
        }
        System.arraycopy(bytes, from, kept, length, count);
        length += count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
