package dev.runnel.connectors.lake.iceberg;

import dev.runnel.connectors.lake.parquet.OpenFiles;
import dev.runnel.connectors.lake.parquet.ParquetFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.WriteResult;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the data files of a table: one open file for each partition, finished at its size and at every checkpoint. Rows
 * are appended. Not thread safe.
 */
final class FileWriter implements CommittingSinkWriter<RowData, WriteResult> {
    /** Asking a file for its size adds up what its columns hold. */
    private static final int ROWS_BETWEEN_SIZES = 256;

    private final Table table;
    private final TableFiles files;
    private final MessageType schema;
    private final OpenFiles memory;
    private final OutputFileFactory names;
    private final PartitionKey partition;
    private final RowDataWrapper wrapper;
    private final ProjectedRowData projected;
    private final Map<PartitionKey, Open> open = new HashMap<>();
    private final List<DataFile> finished = new ArrayList<>();
    private @Nullable Open last;

    /** A file being written. */
    private static final class Open {
        final PartitionKey partition;
        final InputFile place;
        final PositionOutputStream out;
        final ParquetFile parquet;
        long rows;

        Open(PartitionKey partition, InputFile place, PositionOutputStream out, ParquetFile parquet) {
            this.partition = partition;
            this.place = place;
            this.out = out;
            this.parquet = parquet;
        }
    }

    FileWriter(Table table, TableFiles files, TaskInfo task) {
        this.table = table;
        this.files = files;
        this.schema = TableColumns.files(table.schema());
        this.memory = new OpenFiles(files.codec(), files.fileBytes(), OpenFiles.BOUND);
        this.names = OutputFileFactory.builderFor(table, task.getIndexOfThisSubtask(), task.getAttemptNumber())
                .format(FileFormat.PARQUET)
                .ioSupplier(table::io)
                .build();
        this.partition = new PartitionKey(table.spec(), table.schema());
        this.wrapper = new RowDataWrapper(files.landed().type(), table.schema().asStruct());
        this.projected = ProjectedRowData.from(files.landed().positions());
    }

    @Override
    public void write(RowData row, Context context) throws IOException {
        Open file = file(row);
        file.parquet.addElement(row);
        if (++file.rows % ROWS_BETWEEN_SIZES == 0 && file.parquet.size() >= files.fileBytes()) {
            open.remove(file.partition);
            last = null;
            finish(file);
        }
    }

    private Open file(RowData row) throws IOException {
        boolean whole = table.spec().isUnpartitioned();
        if (!whole) {
            partition.partition(wrapper.wrap(projected.replaceRow(row)));
        }
        Open recent = last;
        if (recent != null && (whole || recent.partition.equals(partition))) {
            return recent;
        }
        Open known = open.get(partition);
        if (known == null) {
            PartitionKey key = partition.copy();
            known = begin(key);
            open.put(key, known);
        }
        last = known;
        return known;
    }

    private Open begin(PartitionKey key) throws IOException {
        EncryptedOutputFile file =
                table.spec().isUnpartitioned() ? names.newOutputFile() : names.newOutputFile(table.spec(), key);
        PositionOutputStream out = file.encryptingOutputFile().create();
        return new Open(
                key,
                file.encryptingOutputFile().toInputFile(),
                out,
                new ParquetFile(files.landed(), schema, memory, out));
    }

    private void finish(Open file) throws IOException {
        file.parquet.finish();
        file.out.close();
        finished.add(DataFiles.builder(table.spec())
                .withInputFile(file.place)
                .withFormat(FileFormat.PARQUET)
                .withPartition(table.spec().isUnpartitioned() ? null : file.partition)
                .withMetrics(ParquetUtil.fileMetrics(file.place, MetricsConfig.forTable(table)))
                .withSplitOffsets(file.parquet.groups())
                .build());
    }

    @Override
    public void flush(boolean atEnd) {
        // files are finished when they are asked for, below
    }

    @Override
    public Collection<WriteResult> prepareCommit() throws IOException {
        for (Open file : open.values()) {
            finish(file);
        }
        open.clear();
        last = null;
        WriteResult result = WriteResult.builder().addDataFiles(finished).build();
        finished.clear();
        return List.of(result);
    }

    /** Files that were not finished belong to nobody. */
    @Override
    public void close() throws IOException {
        for (Open file : open.values()) {
            file.parquet.abandon();
            file.out.close();
            table.io().deleteFile(file.place.location());
        }
        open.clear();
        for (DataFile file : finished) {
            table.io().deleteFile(file.location());
        }
        finished.clear();
    }
}
