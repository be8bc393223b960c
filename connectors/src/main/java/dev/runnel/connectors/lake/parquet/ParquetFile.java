package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.LandedColumns;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file being written. Rows gather in memory, column by column, until they make a row group; then they go to
 * the stream. A row group ends when it is large enough or when {@link OpenFiles} wants the memory. Not thread safe.
 */
final class ParquetFile implements BulkWriter<RowData> {
    private static final ParquetProperties PROPERTIES = ParquetProperties.builder()
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .build();

    private static final int LOOK_AFTER_ROWS = 4096;

    private final LandedColumns landed;
    private final MessageType schema;
    private final OpenFiles open;
    private final ParquetFileWriter file;

    private @Nullable Group group;
    private long held;

    /** The rows in memory. */
    private static final class Group {
        final ColumnChunkPageWriteStore pages;
        final ColumnWriteStore columns;
        final RowWriter writer;
        long rows;
        long lookAt = 1;

        Group(LandedColumns landed, MessageType schema, PageCompressor compressor) {
            pages = new ColumnChunkPageWriteStore(
                    compressor,
                    schema,
                    PROPERTIES.getAllocator(),
                    PROPERTIES.getColumnIndexTruncateLength(),
                    PROPERTIES.getPageWriteChecksumEnabled());
            columns = PROPERTIES.newColumnWriteStore(schema, pages, pages);
            writer = new RowWriter(landed, schema, columns);
        }
    }

    ParquetFile(LandedColumns landed, MessageType schema, OpenFiles open, FSDataOutputStream out) throws IOException {
        this.landed = landed;
        this.schema = schema;
        this.open = open;
        this.file = new ParquetFileWriter(
                new FlinkOutputFile(out),
                schema,
                ParquetFileWriter.Mode.CREATE,
                open.groupBytes(),
                0,
                PROPERTIES.getColumnIndexTruncateLength(),
                PROPERTIES.getStatisticsTruncateLength(),
                PROPERTIES.getPageWriteChecksumEnabled());
        file.start();
        open.add(this);
    }

    @Override
    public void addElement(RowData row) throws IOException {
        Group current = group;
        if (current == null) {
            current = new Group(landed, schema, open.compressor());
            group = current;
        }
        current.writer.write(row);
        if (++current.rows >= current.lookAt) {
            look(current);
        }
    }

    private void look(Group current) throws IOException {
        hold(current.columns.getBufferedSize());
        long rowBytes = Math.max(1, held / current.rows);
        current.lookAt = current.rows + Math.max(1, Math.min(LOOK_AFTER_ROWS, open.unseenBytes() / rowBytes));
        if (held >= open.groupBytes()) {
            endGroup();
        } else {
            open.makeRoom();
        }
    }

    private void hold(long bytes) {
        open.changed(bytes - held);
        held = bytes;
    }

    /** Bytes of rows in memory when last looked at. */
    long held() {
        return held;
    }

    /** Writes the rows in memory to the stream. */
    void endGroup() throws IOException {
        Group current = group;
        if (current == null) {
            return;
        }
        group = null;
        hold(0);
        file.startBlock(current.rows);
        current.columns.flush();
        current.pages.flushToFileWriter(file);
        file.endBlock();
        current.columns.close();
        current.pages.close();
    }

    /** Rows stay in memory: a row group that is cut short reads slowly, and Flink needs no more than {@link #finish}. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        endGroup();
        file.end(Map.of());
        file.close();
        open.remove(this);
    }
}
