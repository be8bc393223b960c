package dev.runnel.connectors.lake.parquet.column;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** Numbers of 32 or 64 bits, whole or floating. */
public final class NumberChunk extends DictionaryChunk<NumberDictionary> {
    private final NumberKind kind;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    NumberChunk(ColumnDescriptor column, PageWriter pages, PageBuffer buffer, NumberKind kind) {
        super(column, pages, buffer, new NumberDictionary(kind));
        this.kind = kind;
    }

    /** How the column stores its numbers. */
    public NumberKind kind() {
        return kind;
    }

    /**
     * Adds a number.
     *
     * @param bits the number itself where it is whole; else the bits of a float or a double, one for all NaNs
     */
    public void add(long bits, int repetition, int definition) {
        level(repetition, definition);
        NumberDictionary dictionary = dictionary();
        if (dictionary == null) {
            addPlain(bits);
        } else {
            number(dictionary.id(bits));
        }
    }

    private void addPlain(long bits) {
        long order = kind.order(bits);
        least = Math.min(least, order);
        greatest = Math.max(greatest, order);
        kind.put(plain(), bits);
    }

    @Override
    NumberDictionary none() {
        return new NumberDictionary(kind);
    }

    @Override
    void repeat(NumberDictionary dictionary, int id) {
        addPlain(dictionary.value(id));
    }

    @Override
    void tellPlain(Statistics<?> statistics) {
        kind.tell(statistics, kind.order(least));
        kind.tell(statistics, kind.order(greatest));
    }

    @Override
    long plainBytes() {
        return (long) present() * kind.bytes();
    }

    @Override
    void forget() {
        super.forget();
        least = Long.MAX_VALUE;
        greatest = Long.MIN_VALUE;
    }
}
