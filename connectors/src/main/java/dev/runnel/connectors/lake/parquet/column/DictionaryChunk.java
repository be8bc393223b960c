package dev.runnel.connectors.lake.parquet.column;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that numbers its values as long as that saves room: until the dictionary is too large, or when the first page
 * shows that it makes nothing smaller. From then on values are plain, those of the page included.
 *
 * @param <D> the dictionary of its type
 */
abstract class DictionaryChunk<D extends Dictionary> extends Chunk {
    /** What parquet-java takes too: readers keep the whole dictionary in memory. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int FIRST_CAPACITY = 64;
    private static final int[] NOTHING = new int[0];

    private final PlainValues plain = new PlainValues();
    private final BitSet seen = new BitSet();
    private D known;
    private boolean numbering = true;
    private int[] ids = NOTHING;
    private int count;
    /** Pages written with the dictionary, and how many of its values they know. */
    private int numbered;

    private int knownToPages;

    DictionaryChunk(ColumnDescriptor column, PageWriter pages, PageBuffer buffer, D dictionary) {
        super(column, pages, buffer);
        this.known = dictionary;
    }

    /** The dictionary while values are numbered; null when they are plain. */
    final @Nullable D dictionary() {
        return numbering ? known : null;
    }

    final void number(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, Math.max(FIRST_CAPACITY, count * 2));
        }
        ids[count++] = id;
        if (known.bytes() > MOST_BYTES) {
            leave();
        }
    }

    @Override
    final void beginPlain() {
        numbering = false;
    }

    @Override
    final boolean isPlain() {
        return numbered == 0;
    }

    final PlainValues plain() {
        return plain;
    }

    private void leave() {
        numbering = false;
        for (int i = 0; i < count; i++) {
            repeat(known, ids[i]);
        }
        ids = NOTHING;
        count = 0;
        if (numbered == 0) {
            known = none();
        }
    }

    /** A dictionary of nothing, to let go of the one before. */
    abstract D none();

    /** Adds a value of the dictionary to the plain ones. */
    abstract void repeat(D dictionary, int id);

    /** Tells the least and the greatest of the plain values. */
    abstract void tellPlain(Statistics<?> statistics);

    @Override
    final Encoding encode(HybridRuns out, Statistics<?> statistics) {
        if (numbering && count > 0) {
            int from = out.size();
            int width = width(known.size());
            out.put(width);
            out.putAll(ids, count, width);
            if (numbered > 0 || out.size() - from + known.bytes() < plainBytes()) {
                tellNumbered(statistics);
                numbered++;
                knownToPages = known.size();
                return Encoding.PLAIN_DICTIONARY;
            }
            out.cutBack(from);
            leave();
        }
        if (plain.size() > 0) {
            tellPlain(statistics);
        }
        return Encoding.PLAIN;
    }

    /** Bits that hold the number of any of so many values. */
    private static int width(int values) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(values - 1);
    }

    private void tellNumbered(Statistics<?> statistics) {
        int least = ids[0];
        int greatest = least;
        seen.clear();
        seen.set(least);
        for (int i = 1; i < count; i++) {
            int id = ids[i];
            if (!seen.get(id)) {
                seen.set(id);
                least = known.compare(id, least) < 0 ? id : least;
                greatest = known.compare(id, greatest) > 0 ? id : greatest;
            }
        }
        known.tell(statistics, least);
        known.tell(statistics, greatest);
    }

    @Override
    final BytesInput plainValues() {
        return plain.content();
    }

    @Override
    void forget() {
        count = 0;
        plain.clear();
    }

    @Override
    final long held() {
        return super.held()
                + plain.capacity()
                + ids.length * Integer.BYTES
                + known.capacity()
                + seen.size() / Byte.SIZE;
    }

    @Override
    final void finish() throws IOException {
        if (numbered > 0) {
            PlainValues page = new PlainValues();
            known.writeTo(page, knownToPages);
            pages().writeDictionaryPage(new DictionaryPage(page.content(), knownToPages, Encoding.PLAIN_DICTIONARY));
        }
    }
}
