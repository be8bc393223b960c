package dev.runnel.connectors.format.text;

import dev.runnel.core.codec.RecordDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a text line by line, several of which may make a record: the bytes of the record that is being read stay,
 * so that they can be handed over whole or read again. Holds at most {@link #MOST_BYTES} and what one read adds. Not
 * thread safe.
 */
public final class Lines implements Closeable {
    /** Bytes of a record. */
    public static final int MOST_BYTES = RecordDecoder.MAX_BYTES;

    private static final int READ_BYTES = 1 << 16;

    private final InputStream in;
    private final int unit;
    private final int low;
    private final boolean returns;

    /** What is held is {@code buffer[0, end)}; the record begins at {@code from}; the next line at {@code at}. */
    private byte[] buffer = new byte[READ_BYTES * 2];

    private int from;
    private int at;
    private int end;
    private boolean ended;

    private int lineStart;
    private int scanned;
    private boolean tooLong;
    private int secondLine;
    private int lines;

    /** Offset in the content of {@code buffer[0]}. */
    private long base;

    private long row;

    /**
     * @param in the content, from a place where a line begins
     * @param returns whether a carriage return that no line feed follows ends a line too
     * @param offset of that place in the content
     * @param row number of that line, from 1
     */
    public Lines(InputStream in, Encoding encoding, boolean returns, long offset, long row) {
        this.in = in;
        this.unit = encoding.unit();
        this.low = encoding.low();
        this.returns = returns;
        this.base = offset;
        this.row = row;
    }

    /** Begins a record at the next line. */
    public void begin() {
        from = at;
        row += lines;
        lines = 0;
    }

    /**
     * Reads one line more of the record.
     *
     * @return false when there is none, or when the record became too long: see {@link #isTooLong}
     */
    public boolean next() throws IOException {
        lineStart = at;
        scanned = at;
        tooLong = false;
        int lineEnd = lineEnd(scanned);
        while (lineEnd < 0 && !ended) {
            if (end - from > MOST_BYTES) {
                tooLong = true;
                return false;
            }
            // the last unit is looked at again: it may be a carriage return whose line feed is still to come
            scanned = Math.max(at, at + (end - at) / unit * unit - unit);
            fill();
            lineEnd = lineEnd(scanned);
        }
        if (lineEnd < 0 && at == end) {
            return false;
        }
        at = lineEnd < 0 ? end : lineEnd;
        if (++lines == 1) {
            secondLine = at;
        }
        return true;
    }

    /** Whether there was no next line only because the record had grown beyond {@link #MOST_BYTES}. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** Index behind the next terminator; -1 when it is not all there. */
    private int lineEnd(int searched) {
        for (int i = searched; i + unit <= end; i += unit) {
            byte c = buffer[i + low];
            if (c > '\r' || (c != '\n' && c != '\r') || (unit > 1 && !isAscii(i))) {
                continue;
            }
            if (c == '\n') {
                return i + unit;
            }
            if (!returns) {
                continue;
            }
            int next = i + unit;
            if (next + unit > end && !ended) {
                return -1;
            }
            boolean feed = next + unit <= end && buffer[next + low] == '\n' && isAscii(next);
            return feed ? next + unit : next;
        }
        return -1;
    }

    private boolean isAscii(int index) {
        for (int i = 0; i < unit; i++) {
            if (i != low && buffer[index + i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads on; what stands before the record goes. */
    private void fill() throws IOException {
        if (buffer.length - end < READ_BYTES) {
            byte[] target = buffer.length - (end - from) < READ_BYTES ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, from, target, 0, end - from);
            buffer = target;
            move(from);
        }
        int got = in.read(buffer, end, READ_BYTES);
        if (got < 0) {
            ended = true;
        } else {
            end += got;
        }
    }

    private void move(int by) {
        base += by;
        from -= by;
        at -= by;
        end -= by;
        lineStart -= by;
        scanned -= by;
        secondLine -= by;
    }

    /** The bytes in which the line and the record stand; changed by {@link #next}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index of the first byte of the line read last. */
    public int lineStart() {
        return lineStart;
    }

    /** Index behind the terminator of that line. */
    public int lineEnd() {
        return at;
    }

    /** The bytes of the record as far as it was read, without the terminator of its last line. */
    public byte[] record() {
        int to = at;
        if (endsWith(to, '\n')) {
            to -= unit;
        }
        if (endsWith(to, '\r')) {
            to -= unit;
        }
        return Arrays.copyOfRange(buffer, from, to);
    }

    private boolean endsWith(int to, char c) {
        return to - unit >= from && buffer[to - unit + low] == c && isAscii(to - unit);
    }

    /** Number of the record's first line, from 1. */
    public long row() {
        return row;
    }

    /** Number of the next line. */
    public long nextRow() {
        return row + lines;
    }

    /** Offset in the content of the next line. */
    public long nextOffset() {
        return base + at;
    }

    /** Gives up all lines of the record but its first: they are read again. */
    public void backToSecondLine() {
        at = secondLine;
        lines = 1;
    }

    /**
     * Passes over the rest of a line that is too long by itself, without keeping it.
     *
     * @return the first bytes of the line
     */
    public byte[] skipLine(int kept) throws IOException {
        byte[] head = Arrays.copyOfRange(buffer, at, Math.min(end, at + kept));
        int lineEnd = lineEnd(at);
        while (lineEnd < 0 && !ended) {
            // the last unit stays: it may be a carriage return whose line feed is still to come
            int whole = (end - at) / unit * unit;
            at += Math.max(0, whole - unit);
            from = at;
            fill();
            lineEnd = lineEnd(at);
        }
        at = lineEnd < 0 ? end : lineEnd;
        lines = 1;
        return head;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
