package dev.runnel.connectors.lake.parquet.column;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Rows in memory, column by column: a row is added by adding its values to every {@link Chunk}, then {@link #endRow}. Not
 * thread safe.
 */
public final class RowGroup {
    /** Bytes of a value that are kept of it in the indexes of a file. */
    public static final int INDEX_BYTES = 64;

    /** A page has no more rows, as parquet-java's have: readers skip whole pages. */
    private static final int PAGE_ROWS = 20_000;

    private final ColumnChunkPageWriteStore store;
    private final Map<List<String>, Chunk> byPath = new LinkedHashMap<>();
    private final Chunk[] chunks;
    private final PageBuffer buffer = new PageBuffer();
    private final Habits habits;
    /** The row with which each chunk's page begins. */
    private final int[] begun;

    private int rows;
    private int sinceCut;

    /**
     * An empty group of a file's columns.
     *
     * @param habits of the table's columns, which this group learns from and adds to
     */
    public RowGroup(MessageType schema, BytesInputCompressor compressor, Habits habits) {
        this.habits = habits;
        this.store = new ColumnChunkPageWriteStore(
                compressor, schema, HeapByteBufferAllocator.getInstance(), INDEX_BYTES, true);
        schema.getColumns().forEach(c -> byPath.put(List.of(c.getPath()), chunk(c, store.getPageWriter(c), buffer)));
        this.chunks = byPath.values().toArray(Chunk[]::new);
        this.begun = new int[chunks.length];
        if (!habits.tries()) {
            for (int i = 0; i < chunks.length; i++) {
                if (habits.isPlain(i)) {
                    chunks[i].beginPlain();
                }
            }
        }
    }

    private static Chunk chunk(ColumnDescriptor column, PageWriter pages, PageBuffer buffer) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> new BooleanChunk(column, pages, buffer);
            case INT32 -> new NumberChunk(column, pages, buffer, NumberKind.INT32);
            case INT64 -> new NumberChunk(column, pages, buffer, NumberKind.INT64);
            case FLOAT -> new NumberChunk(column, pages, buffer, NumberKind.FLOAT);
            case DOUBLE -> new NumberChunk(column, pages, buffer, NumberKind.DOUBLE);
            case BINARY -> new BytesChunk(column, pages, buffer, BytesKind.SIZED);
            case FIXED_LEN_BYTE_ARRAY -> new BytesChunk(column, pages, buffer, BytesKind.FIXED);
            case INT96 -> throw new IllegalArgumentException("INT96 is not written any more: " + column);
        };
    }

    /** The column at a path of the schema. */
    public Chunk chunk(List<String> path) {
        Chunk chunk = byPath.get(path);
        if (chunk == null) {
            throw new IllegalArgumentException("the schema has no column " + path);
        }
        return chunk;
    }

    /** Ends a row: every column has its values. */
    public void endRow() throws IOException {
        rows++;
        if (++sinceCut == PAGE_ROWS) {
            cut(false);
            sinceCut = 0;
        } else if (buffer.full) {
            cut(true);
        }
    }

    private void cut(boolean fullOnesOnly) throws IOException {
        buffer.full = false;
        for (int i = 0; i < chunks.length; i++) {
            if (!fullOnesOnly || chunks[i].isFull()) {
                chunks[i].cut(rows - begun[i]);
                begun[i] = rows;
            }
        }
    }

    /** Rows that it has. */
    public int rows() {
        return rows;
    }

    /** Bytes of memory that it takes, nearly. */
    public long held() {
        long held = 0;
        for (Chunk chunk : chunks) {
            held += chunk.held();
        }
        return held;
    }

    /** Writes the rows as a row group of a file; the group is of no use from then on. */
    public void writeTo(ParquetFileWriter file) throws IOException {
        cut(false);
        for (int i = 0; i < chunks.length; i++) {
            chunks[i].finish();
            habits.learn(i, chunks[i].isPlain());
        }
        file.startBlock(rows);
        store.flushToFileWriter(file);
        file.endBlock();
        store.close();
    }
}
