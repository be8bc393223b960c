package dev.runnel.connectors.lake.parquet.column;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** Texts, bytes, and numbers too long for 64 bits. */
public final class BytesChunk extends DictionaryChunk<BytesDictionary> {
    private final BytesKind kind;
    private final PageBuffer buffer;
    private long bytes;
    /** Where in the plain values the least and the greatest are. */
    private final Extreme least = new Extreme(-1);

    private final Extreme greatest = new Extreme(1);

    BytesChunk(ColumnDescriptor column, PageWriter pages, PageBuffer buffer, BytesKind kind) {
        super(column, pages, buffer, new BytesDictionary(kind));
        this.kind = kind;
        this.buffer = buffer;
    }

    /** Adds {@code source[from,from+length)}, which is copied. */
    public void add(byte[] source, int from, int length, int repetition, int definition) {
        level(repetition, definition);
        bytes += length;
        if (bytes >= PageBuffer.MOST_BYTES) {
            buffer.full = true;
        }
        BytesDictionary dictionary = dictionary();
        if (dictionary == null) {
            addPlain(source, from, length);
        } else {
            number(dictionary.id(source, from, length));
        }
    }

    private void addPlain(byte[] source, int from, int length) {
        least.see(kind, source, from, length);
        greatest.see(kind, source, from, length);
        kind.put(plain(), source, from, length);
    }

    @Override
    BytesDictionary none() {
        return new BytesDictionary(kind);
    }

    @Override
    void repeat(BytesDictionary dictionary, int id) {
        addPlain(dictionary.array(), dictionary.start(id), dictionary.length(id));
    }

    @Override
    void tellPlain(Statistics<?> statistics) {
        statistics.updateStats(least.value());
        statistics.updateStats(greatest.value());
    }

    @Override
    long plainBytes() {
        return bytes + (kind.isSized() ? (long) present() * Integer.BYTES : 0);
    }

    @Override
    void forget() {
        super.forget();
        bytes = 0;
        least.clear();
        greatest.clear();
    }

    /** The least or the greatest of the values seen. */
    private static final class Extreme {
        private final int sign;
        private byte[] value = new byte[0];
        private int length = -1;

        /** @param sign of the comparison of a value that takes its place: -1 for the least */
        Extreme(int sign) {
            this.sign = sign;
        }

        void see(BytesKind kind, byte[] source, int from, int size) {
            if (length >= 0 && kind.compare(source, from, size, value, 0, length) * sign <= 0) {
                return;
            }
            if (value.length < size) {
                value = new byte[Math.max(size, value.length * 2)];
            }
            System.arraycopy(source, from, value, 0, size);
            length = size;
        }

        Binary value() {
            return Binary.fromReusedByteArray(value, 0, length).copy();
        }

        void clear() {
            length = -1;
        }
    }
}
