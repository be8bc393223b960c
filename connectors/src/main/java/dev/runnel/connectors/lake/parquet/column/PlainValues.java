package dev.runnel.connectors.lake.parquet.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Values one after the other, as the PLAIN encoding has them. Grows as needed; not thread safe. */
final class PlainValues {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_CAPACITY = 64;
    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int size;

    void putInt(int value) {
        room(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Bytes alone, for columns whose values all have one length. */
    void putFixed(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    /** Bytes behind their length. */
    void putSized(byte[] source, int from, int length) {
        room(Integer.BYTES + length);
        INTS.set(bytes, size, length);
        System.arraycopy(source, from, bytes, size + Integer.BYTES, length);
        size += Integer.BYTES + length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            int wanted = Math.addExact(size, more);
            int doubled = (int) Math.min(Integer.MAX_VALUE - Long.BYTES, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(FIRST_CAPACITY, doubled), wanted));
        }
    }

    int size() {
        return size;
    }

    int capacity() {
        return bytes.length;
    }

    /** A view, valid until the next change. */
    BytesInput content() {
        return first(size);
    }

    /** A view of the first bytes, valid until the next change. */
    BytesInput first(int count) {
        return BytesInput.from(bytes, 0, count);
    }

    void clear() {
        size = 0;
    }
}
