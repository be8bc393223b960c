package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.layout.LandedColumns;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Begins Parquet files. Flink gives each subtask a copy, whose files share their memory through {@link OpenFiles}. */
final class ParquetFiles implements BulkWriter.Factory<RowData> {
    private static final long serialVersionUID = 1L;

    private final LandedColumns landed;
    private final Codec codec;
    private final long fileBytes;
    private transient @Nullable OpenFiles open;
    private transient @Nullable MessageType schema;

    ParquetFiles(LandedColumns landed, Codec codec, long fileBytes) {
        this.landed = landed;
        this.codec = codec;
        this.fileBytes = fileBytes;
    }

    @Override
    public BulkWriter<RowData> create(FSDataOutputStream out) throws IOException {
        if (open == null) {
            open = new OpenFiles(codec, fileBytes, OpenFiles.BOUND);
        }
        if (schema == null) {
            schema = ParquetSchema.of(landed.type());
        }
        return new ParquetFile(landed, schema, open, out);
    }
}
