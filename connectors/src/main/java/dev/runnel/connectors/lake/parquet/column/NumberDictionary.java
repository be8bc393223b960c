package dev.runnel.connectors.lake.parquet.column;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;

/** Numbers, by their bits: open addressing, at most half full. */
final class NumberDictionary extends Dictionary {
    private static final int FIRST_CAPACITY = 64;
    /** A fraction of the golden ratio, which spreads neighbours (Knuth, The Art of Computer Programming 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final NumberKind kind;
    private long[] values = new long[FIRST_CAPACITY / 2];
    /** A value's number and one; 0 where nothing stands. */
    private int[] table = new int[FIRST_CAPACITY];

    private int shift = Long.SIZE - Integer.numberOfTrailingZeros(FIRST_CAPACITY);
    private int size;

    NumberDictionary(NumberKind kind) {
        this.kind = kind;
    }

    /** The value's number, a new one where it has none yet. */
    int id(long value) {
        int mask = table.length - 1;
        int place = (int) ((value * SPREAD) >>> shift);
        while (true) {
            int entry = table[place];
            if (entry == 0) {
                return add(value, place);
            }
            if (values[entry - 1] == value) {
                return entry - 1;
            }
            place = place + 1 & mask;
        }
    }

    private int add(long value, int place) {
        int id = size++;
        table[place] = size;
        values[id] = value;
        if (size == values.length) {
            grow();
        }
        return id;
    }

    private void grow() {
        values = Arrays.copyOf(values, size * 2);
        table = new int[size * 4];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(table.length);
        for (int id = 0; id < size; id++) {
            int place = (int) ((values[id] * SPREAD) >>> shift);
            while (table[place] != 0) {
                place = place + 1 & table.length - 1;
            }
            table[place] = id + 1;
        }
    }

    long value(int id) {
        return values[id];
    }

    @Override
    int size() {
        return size;
    }

    @Override
    int bytes() {
        return size * kind.bytes();
    }

    @Override
    int capacity() {
        return values.length * Long.BYTES + table.length * Integer.BYTES;
    }

    @Override
    void writeTo(PlainValues out, int count) {
        for (int id = 0; id < count; id++) {
            kind.put(out, values[id]);
        }
    }

    @Override
    int compare(int one, int other) {
        return Long.compare(kind.order(values[one]), kind.order(values[other]));
    }

    @Override
    void tell(Statistics<?> statistics, int id) {
        kind.tell(statistics, values[id]);
    }
}
