package dev.runnel.schema.wire;

import java.nio.ByteBuffer;

/** The beginning of a framed value: a zero byte and the schema's id, big-endian. */
public final class Frame {
    /** Bytes before the value itself. */
    public static final int LENGTH = 5;

    private static final byte MAGIC = 0;

    private Frame() {}

    /** Whether a value begins as one does that has a schema. */
    public static boolean isFramed(byte[] value) {
        return value.length >= LENGTH && value[0] == MAGIC;
    }

    /**
     * The id of the schema that the value was written with.
     *
     * @throws WireException when the value is not framed
     */
    public static int id(byte[] value) throws WireException {
        if (!isFramed(value)) {
            throw WireException.broken("the value does not begin with a zero byte and the id of a schema");
        }
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    /** The value with its frame. */
    public static byte[] of(int id, byte[] value) {
        return ByteBuffer.allocate(LENGTH + value.length)
                .put(MAGIC)
                .putInt(id)
                .put(value)
                .array();
    }
}
