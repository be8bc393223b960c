package dev.runnel.engine.row;

import org.apache.flink.table.data.RowData;

/**
 * A row that gives its values without an object for each. It is used again for the next record, as rows may be where
 * {@code pipeline.object-reuse} is set: whoever keeps one copies it. Not thread safe.
 */
public interface DirectRow extends RowData {
    /** A piece of an array; belongs to whoever asks, to be filled again and again. */
    final class Slice {
        private byte[] bytes = new byte[0];
        private int start;
        private int length;

        /** Shows {@code bytes[start,start+length)}. */
        public void show(byte[] bytes, int start, int length) {
            if (bytes != this.bytes) { // storing a reference costs more than asking, and a row's texts mostly lie
                // together
                this.bytes = bytes;
            }
            this.start = start;
            this.length = length;
        }

        public byte[] bytes() {
            return bytes;
        }

        public int start() {
            return start;
        }

        public int length() {
            return length;
        }
    }

    /** Milliseconds since the epoch, rounded down, of a timestamp that is not null. */
    long getMillis(int position);

    /** Microseconds since the epoch of a timestamp that is not null; of no meaning where 64 bits do not hold them. */
    long getMicros(int position);

    /** Where the UTF-8 bytes of a text that is not null lie; they may be overwritten by the next row. */
    void getText(int position, Slice into);
}
