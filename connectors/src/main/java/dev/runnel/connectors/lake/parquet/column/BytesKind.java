package dev.runnel.connectors.lake.parquet.column;

import java.util.Arrays;

/** How bytes are stored and in which order their statistics are kept. */
enum BytesKind {
    /** Texts and other bytes, each behind its length, in the order of unsigned bytes. */
    SIZED,
    /** Numbers in two's complement, the highest byte first, all of one length, in the order of the numbers. */
    FIXED;

    boolean isSized() {
        return this == SIZED;
    }

    void put(PlainValues out, byte[] source, int from, int length) {
        if (isSized()) {
            out.putSized(source, from, length);
        } else {
            out.putFixed(source, from, length);
        }
    }

    int compare(byte[] a, int aFrom, int aLength, byte[] b, int bFrom, int bLength) {
        if (this == FIXED && a[aFrom] < 0 != b[bFrom] < 0) {
            return a[aFrom] < 0 ? -1 : 1;
        }
        return Arrays.compareUnsigned(a, aFrom, aFrom + aLength, b, bFrom, bFrom + bLength);
    }
}
