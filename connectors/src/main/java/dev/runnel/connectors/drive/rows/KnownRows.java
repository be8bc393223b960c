package dev.runnel.connectors.drive.rows;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.hadoop.util.IndexedSortable;
import org.apache.hadoop.util.QuickSort;

/**
 * The rows of a version of a file: of each its hash and its id, 24 bytes. They are a multiset: where a row stands in the
 * file does not matter. Immutable and thread safe.
 */
public final class KnownRows {
    /** No row. */
    public static final KnownRows NONE = new KnownRows(new long[0], new long[0], new long[0]);

    private final long[] highs;
    private final long[] lows;
    private final long[] ids;

    private KnownRows(long[] highs, long[] lows, long[] ids) {
        this.highs = highs;
        this.lows = lows;
        this.ids = ids;
    }

    /** Sorts the rows, whose columns it keeps. */
    private static KnownRows sorted(long[] highs, long[] lows, long[] ids) {
        if (ids.length > 1) {
            new QuickSort().sort(new Columns(highs, lows, ids), 0, ids.length);
        }
        return new KnownRows(highs, lows, ids);
    }

    public int size() {
        return ids.length;
    }

    /** The id of a row. @param index from 0; rows with one hash stand beside each other */
    public long id(int index) {
        return ids[index];
    }

    /** Where the first row with a hash stands; negative when there is none. */
    int first(RowHash row) {
        int from = 0;
        int to = ids.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            boolean isBefore = highs[middle] < row.high() || (highs[middle] == row.high() && lows[middle] < row.low());
            from = isBefore ? middle + 1 : from;
            to = isBefore ? to : middle;
        }
        return isAt(from, row) ? from : -1;
    }

    /** Whether a row with a hash stands there. */
    boolean isAt(int index, RowHash row) {
        return index < ids.length && highs[index] == row.high() && lows[index] == row.low();
    }

    /** Whether the row there has the hash of the one before it. */
    boolean isLikeTheOneBefore(int index) {
        return highs[index] == highs[index - 1] && lows[index] == lows[index - 1];
    }

    /**
     * These rows without some, and with others.
     *
     * @param gone where those stand that go, ascending; only the first {@code goneCount} of them go
     * @param firstId of the added rows; each has the next one
     */
    KnownRows with(int[] gone, int goneCount, AddedRows added, int addedCount, long firstId) {
        int kept = ids.length - goneCount;
        long[] newHighs = new long[kept + addedCount];
        long[] newLows = new long[kept + addedCount];
        long[] newIds = new long[kept + addedCount];
        int to = 0;
        for (int i = 0, next = 0; i < ids.length; i++) {
            if (next < goneCount && gone[next] == i) {
                next++;
            } else {
                newHighs[to] = highs[i];
                newLows[to] = lows[i];
                newIds[to++] = ids[i];
            }
        }
        added.copy(addedCount, newHighs, newLows, kept);
        for (int i = 0; i < addedCount; i++) {
            newIds[kept + i] = firstId + i;
        }
        return sorted(newHighs, newLows, newIds);
    }

    void write(DataOutputView out) throws IOException {
        out.writeInt(ids.length);
        for (int i = 0; i < ids.length; i++) {
            out.writeLong(highs[i]);
            out.writeLong(lows[i]);
            out.writeLong(ids[i]);
        }
    }

    static KnownRows read(DataInputView in) throws IOException {
        int size = in.readInt();
        KnownRows rows = new KnownRows(new long[size], new long[size], new long[size]);
        for (int i = 0; i < size; i++) {
            rows.highs[i] = in.readLong();
            rows.lows[i] = in.readLong();
            rows.ids[i] = in.readLong();
        }
        return rows;
    }

    /** Rows as columns, to be sorted by hash and, where that is the same, by id. */
    private record Columns(long[] highs, long[] lows, long[] ids) implements IndexedSortable {
        @Override
        public int compare(int a, int b) {
            int order = Long.compare(highs[a], highs[b]);
            order = order != 0 ? order : Long.compare(lows[a], lows[b]);
            return order != 0 ? order : Long.compare(ids[a], ids[b]);
        }

        @Override
        public void swap(int a, int b) {
            swap(highs, a, b);
            swap(lows, a, b);
            swap(ids, a, b);
        }

        private static void swap(long[] column, int a, int b) {
            long kept = column[a];
            column[a] = column[b];
            column[b] = kept;
        }
    }
}
