package dev.runnel.connectors.lake.parquet.column;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/**
 * Writes small whole numbers in the RLE/bit-packing hybrid of the format's Encodings document: a value that stands eight
 * times or more is a run, others are packed in groups of eight. Used again for each page; not thread safe.
 */
final class HybridRuns {
    private static final int GROUP = 8;
    private static final int FIRST_CAPACITY = 64;

    private byte[] out = new byte[FIRST_CAPACITY];
    private int size;

    /** Begins anew. */
    void clear() {
        size = 0;
    }

    /** One byte as it is: what stands in front of the runs. */
    void put(int value) {
        room(1);
        out[size++] = (byte) value;
    }

    /** Four bytes, the least first, at a place that was passed over by four {@link #put}s: the length of all behind it. */
    void setLength(int at) {
        int length = size - at - Integer.BYTES;
        for (int i = 0; i < Integer.BYTES; i++) {
            out[at + i] = (byte) (length >>> 8 * i);
        }
    }

    /** One value many times. */
    void putRun(int value, int times, int width) {
        room(GROUP + Integer.BYTES);
        header((long) times << 1);
        for (int bits = 0; bits < width; bits += Byte.SIZE) {
            out[size++] = (byte) (value >>> bits);
        }
    }

    /**
     * Many values.
     *
     * @param width bits that hold each of them, up to 32
     */
    void putAll(int[] values, int count, int width) {
        int packedFrom = 0;
        int at = 0;
        while (at < count) {
            int same = runAt(values, at, count);
            if (same >= GROUP) {
                pack(values, packedFrom, at, width);
                putRun(values[at], same, width);
                at += same;
                packedFrom = at;
            } else {
                at += GROUP;
            }
        }
        pack(values, packedFrom, count, width);
    }

    private static int runAt(int[] values, int from, int count) {
        int value = values[from];
        int at = from + 1;
        while (at < count && values[at] == value) {
            at++;
        }
        return at - from;
    }

    private void pack(int[] values, int from, int to, int width) {
        if (from == to) {
            return;
        }
        int groups = (to - from + GROUP - 1) / GROUP;
        room(GROUP + (groups + 1) * width);
        header((long) groups << 1 | 1);
        int end = size + groups * width;
        long waiting = 0;
        int bits = 0;
        byte[] to8 = out;
        int place = size;
        for (int i = from; i < to; i++) {
            waiting |= (long) values[i] << bits;
            bits += width;
            while (bits >= Byte.SIZE) {
                to8[place++] = (byte) waiting;
                waiting >>>= Byte.SIZE;
                bits -= Byte.SIZE;
            }
        }
        if (bits > 0) {
            to8[place++] = (byte) waiting;
        }
        Arrays.fill(to8, place, end, (byte) 0);
        size = end;
    }

    private void header(long value) {
        long rest = value;
        while (rest >= 0x80) {
            out[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[size++] = (byte) rest;
    }

    private void room(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(size + more, out.length * 2));
        }
    }

    int size() {
        return size;
    }

    /** Forgets what was written from a place on. */
    void cutBack(int to) {
        size = to;
    }

    /** A view, valid until the next change. */
    BytesInput content() {
        return BytesInput.from(out, 0, size);
    }
}
