package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.lake.parquet.column.RowGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file being written. Rows gather in memory, column by column, until they make a row group; then they go to
 * the stream. A row group ends when it is large enough or when {@link OpenFiles} wants the memory. Not thread safe.
 */
public final class ParquetFile implements BulkWriter<RowData> {
    /** Bytes of a value that are kept of it in a footer: all, since readers compare whole values. */
    private static final int STATISTICS_BYTES = Integer.MAX_VALUE;

    private static final int LOOK_AFTER_ROWS = 4096;

    private final LandedColumns landed;
    private final MessageType schema;
    private final OpenFiles open;
    private final ParquetFileWriter file;

    private @Nullable Group group;
    private long held;

    /** The rows in memory. */
    private static final class Group {
        final RowGroup rows;
        final RowWriter writer;
        long lookAt = 1;

        Group(LandedColumns landed, MessageType schema, OpenFiles open) {
            rows = open.group(schema);
            writer = new RowWriter(landed, schema, rows);
        }
    }

    /**
     * Begins a file.
     *
     * @param schema the columns that {@code landed} keeps, in the same order at every level
     * @param out stays open
     */
    public ParquetFile(LandedColumns landed, MessageType schema, OpenFiles open, OutputStream out) throws IOException {
        this.landed = landed;
        this.schema = schema;
        this.open = open;
        this.file = new ParquetFileWriter(
                new StreamOutputFile(out),
                schema,
                ParquetFileWriter.Mode.CREATE,
                open.groupBytes(),
                0,
                RowGroup.INDEX_BYTES,
                STATISTICS_BYTES,
                true);
        file.start();
        open.add(this);
    }

    @Override
    public void addElement(RowData row) throws IOException {
        Group current = group;
        if (current == null) {
            current = new Group(landed, schema, open);
            group = current;
        }
        current.writer.write(row);
        if (current.rows.rows() >= current.lookAt) {
            look(current);
        }
    }

    private void look(Group current) throws IOException {
        hold(current.rows.held());
        long rowBytes = Math.max(1, held / current.rows.rows());
        current.lookAt = current.rows.rows() + Math.max(1, Math.min(LOOK_AFTER_ROWS, open.unseenBytes() / rowBytes));
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

    /** Bytes of the file so far, with those in memory when last looked at. */
    public long size() throws IOException {
        return file.getPos() + held;
    }

    /** Where the row groups of a finished file begin. */
    public List<Long> groups() {
        return file.getFooter().getBlocks().stream()
                .map(BlockMetaData::getStartingPos)
                .toList();
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
        current.rows.writeTo(file);
    }

    /** Gives up a file that nobody will read. */
    public void abandon() {
        group = null;
        hold(0);
        open.remove(this);
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
