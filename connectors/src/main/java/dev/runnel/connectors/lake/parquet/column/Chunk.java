package dev.runnel.connectors.lake.parquet.column;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * One column of a row group. Values are added with their levels, as the Dremel paper describes them; a page is cut
 * between two rows. Not thread safe.
 */
public abstract class Chunk {
    private final PageWriter pages;
    private final PrimitiveType type;
    private final Levels repetitions;
    private final Levels definitions;
    private final PageBuffer buffer;
    private int values;
    private int nulls;

    Chunk(ColumnDescriptor column, PageWriter pages, PageBuffer buffer) {
        this.pages = pages;
        this.type = column.getPrimitiveType();
        this.repetitions = new Levels(column.getMaxRepetitionLevel());
        this.definitions = new Levels(column.getMaxDefinitionLevel());
        this.buffer = buffer;
    }

    /** Adds that there is no value. */
    public final void addNull(int repetition, int definition) {
        level(repetition, definition);
        nulls++;
    }

    final void level(int repetition, int definition) {
        if (++values >= PageBuffer.MOST_VALUES) {
            buffer.full = true;
        }
        if (repetitions.areWritten()) {
            repetitions.add(repetition);
        }
        if (definitions.areWritten()) {
            definitions.add(definition);
        }
    }

    /** Whether the page should be cut behind this row. */
    final boolean isFull() {
        return values >= PageBuffer.MOST_VALUES || plainBytes() >= PageBuffer.MOST_BYTES;
    }

    /** Values of the page that are there. */
    final int present() {
        return values - nulls;
    }

    /** Bytes of the page's values as the PLAIN encoding has them. */
    abstract long plainBytes();

    /** Bytes of memory that it takes, pages that wait to be written included. */
    long held() {
        return pages.getMemSize() + repetitions.capacity() + definitions.capacity();
    }

    /** Ends a page; nothing when it would be empty. */
    final void cut(int rows) throws IOException {
        if (rows == 0) {
            return;
        }
        Statistics<?> statistics = Statistics.createStats(type);
        statistics.setNumNulls(nulls);
        HybridRuns runs = buffer.runs;
        runs.clear();
        repetitions.writeTo(runs);
        definitions.writeTo(runs);
        int levels = runs.size();
        Encoding encoding = encode(runs, statistics);
        BytesInput page = encoding == Encoding.PLAIN ? plain(levels > 0) : runs.content();
        pages.writePage(page, values, rows, statistics, encoding(repetitions), encoding(definitions), encoding);
        values = 0;
        nulls = 0;
        forget();
    }

    private BytesInput plain(boolean behindLevels) {
        return behindLevels ? BytesInput.concat(buffer.runs.content(), plainValues()) : plainValues();
    }

    private static Encoding encoding(Levels levels) {
        return levels.areWritten() ? Encoding.RLE : Encoding.BIT_PACKED;
    }

    /**
     * Ends the values of a page.
     *
     * @param out where they are written, unless they are plain
     * @param statistics to be told the least and the greatest
     */
    abstract Encoding encode(HybridRuns out, Statistics<?> statistics);

    /** The page's values where they are plain. */
    abstract BytesInput plainValues();

    /** Forgets the page's values. */
    abstract void forget();

    /** Numbers no values, though the chunk could. */
    void beginPlain() {
        // nothing else is possible here
    }

    /** Whether no page has numbered values. */
    boolean isPlain() {
        return true;
    }

    /** Ends the chunk, whose last page was cut. */
    abstract void finish() throws IOException;

    final PageWriter pages() {
        return pages;
    }
}
