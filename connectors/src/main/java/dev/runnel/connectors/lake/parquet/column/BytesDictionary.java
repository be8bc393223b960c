package dev.runnel.connectors.lake.parquet.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * Texts and other bytes: open addressing, at most half full. The hash begins with a number of this process, so that
 * nobody can choose values that all fall on one place.
 */
final class BytesDictionary extends Dictionary {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_CAPACITY = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long START = new SecureRandom().nextLong();

    private final BytesKind kind;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    /** Where each value begins; behind the last one, where the next would. */
    private int[] starts = new int[FIRST_CAPACITY / 2 + 1];

    /** A value's hash, and in the lower half its number and one; 0 where nothing stands. */
    private long[] table = new long[FIRST_CAPACITY];

    private int size;

    BytesDictionary(BytesKind kind) {
        this.kind = kind;
    }

    /** The value's number, a new one where it has none yet; the bytes are copied. */
    int id(byte[] source, int from, int length) {
        int hash = hash(source, from, length);
        int mask = table.length - 1;
        int place = hash & mask;
        while (true) {
            long entry = table[place];
            if (entry == 0) {
                return add(source, from, length, hash, place);
            }
            if ((int) (entry >>> Integer.SIZE) == hash) {
                int id = (int) entry - 1;
                int start = starts[id];
                if (starts[id + 1] - start == length && isSame(bytes, start, source, from, length)) {
                    return id;
                }
            }
            place = place + 1 & mask;
        }
    }

    /** Most values are short: they are compared word by word, the last word overlapping the one before. */
    private static boolean isSame(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
        if (length < Long.BYTES) {
            return Arrays.equals(a, aFrom, aFrom + length, b, bFrom, bFrom + length);
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) LONGS.get(a, aFrom + i) != (long) LONGS.get(b, bFrom + i)) {
                return false;
            }
        }
        return (long) LONGS.get(a, aFrom + last) == (long) LONGS.get(b, bFrom + last);
    }

    private int add(byte[] source, int from, int length, int hash, int place) {
        int id = size++;
        int start = starts[id];
        if (bytes.length - start < length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, bytes.length * 2));
        }
        System.arraycopy(source, from, bytes, start, length);
        starts[size] = start + length;
        table[place] = (long) hash << Integer.SIZE | size;
        if (size * 2 == table.length) {
            grow();
        }
        return id;
    }

    private void grow() {
        starts = Arrays.copyOf(starts, size * 2 + 1);
        long[] before = table;
        table = new long[size * 4];
        for (long entry : before) {
            if (entry != 0) {
                int place = (int) (entry >>> Integer.SIZE) & table.length - 1;
                while (table[place] != 0) {
                    place = place + 1 & table.length - 1;
                }
                table[place] = entry;
            }
        }
    }

    private static int hash(byte[] source, int from, int length) {
        long hash = START ^ length;
        int at = from;
        int end = from + length;
        for (; end - at > Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(source, at));
        }
        if (length >= Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(source, end - Long.BYTES));
        } else if (length >= Integer.BYTES) {
            long low = (int) INTS.get(source, from);
            long high = (int) INTS.get(source, end - Integer.BYTES);
            hash = mixed(hash ^ low ^ high << Integer.SIZE);
        } else {
            for (; at < end; at++) {
                hash = hash << Byte.SIZE ^ hash >>> Long.SIZE - Byte.SIZE ^ source[at] & 0xFF;
            }
            hash = mixed(hash);
        }
        return (int) hash;
    }

    private static long mixed(long hash) {
        long product = hash * MIX;
        return product ^ product >>> Integer.SIZE;
    }

    byte[] array() {
        return bytes;
    }

    int start(int id) {
        return starts[id];
    }

    int length(int id) {
        return starts[id + 1] - starts[id];
    }

    @Override
    int size() {
        return size;
    }

    @Override
    int bytes() {
        return starts[size] + (kind.isSized() ? size * Integer.BYTES : 0);
    }

    @Override
    int capacity() {
        return bytes.length + starts.length * Integer.BYTES + table.length * Long.BYTES;
    }

    @Override
    void writeTo(PlainValues out, int count) {
        for (int id = 0; id < count; id++) {
            kind.put(out, bytes, start(id), length(id));
        }
    }

    @Override
    int compare(int one, int other) {
        return kind.compare(bytes, start(one), length(one), bytes, start(other), length(other));
    }

    @Override
    void tell(Statistics<?> statistics, int id) {
        statistics.updateStats(
                Binary.fromReusedByteArray(bytes, start(id), length(id)).copy());
    }
}
