package dev.runnel.connectors.lake.parquet.column;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** Truth values, a bit each. */
public final class BooleanChunk extends Chunk {
    private final PlainValues plain = new PlainValues();
    private long bits;
    private int count;
    private int trues;

    BooleanChunk(ColumnDescriptor column, PageWriter pages, PageBuffer buffer) {
        super(column, pages, buffer);
    }

    /** Adds a value. */
    public void add(boolean value, int repetition, int definition) {
        level(repetition, definition);
        if (value) {
            bits |= 1L << count;
            trues++;
        }
        if (++count % Long.SIZE == 0) {
            plain.putLong(bits);
            bits = 0;
        }
    }

    @Override
    long plainBytes() {
        return (count + Byte.SIZE - 1) / Byte.SIZE;
    }

    @Override
    Encoding encode(HybridRuns out, Statistics<?> statistics) {
        if (count > 0) {
            statistics.updateStats(trues == count);
            statistics.updateStats(trues > 0);
        }
        if (count % Long.SIZE != 0) {
            plain.putLong(bits);
        }
        return Encoding.PLAIN;
    }

    @Override
    BytesInput plainValues() {
        return plain.first((int) plainBytes());
    }

    @Override
    void forget() {
        plain.clear();
        bits = 0;
        count = 0;
        trues = 0;
    }

    @Override
    long held() {
        return super.held() + plain.capacity();
    }

    @Override
    void finish() {}
}
