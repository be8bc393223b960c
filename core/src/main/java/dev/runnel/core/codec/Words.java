package dev.runnel.core.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at once: the first byte of the array is the lowest of the number. */
final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private Words() {}

    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /**
     * Marks, with its top bit, the first byte that cannot simply be passed over inside a JSON string: a quote, a
     * backslash, a control character or a byte outside ASCII. Bits above the lowest one set mean nothing, because a
     * subtraction may borrow from the byte above.
     */
    static long special(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        return (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes) | ((word - SPACES) & ~word) | word)
                & TOPS;
    }

    /** Marks, with its top bit, the first byte that is a line feed; bits above the lowest one set mean nothing. */
    static long lineFeeds(long word) {
        long feeds = word ^ ('\n' * ONES);
        return (feeds - ONES) & ~feeds & TOPS;
    }
}
