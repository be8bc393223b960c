package dev.runnel.connectors.csv;

import dev.runnel.engine.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Makes the writer of one CSV file; its state is the length that the file had at the checkpoint. */
final class CsvSink implements Sink<RowData>, SupportsWriterState<RowData, Long> {
    private final String file;
    private final RowType type;
    private final List<String> columns;

    CsvSink(Target target) {
        Path files = target.environment().dataDir().resolve("files");
        this.file = files.resolve(target.settings().get(CsvConnector.FILE))
                .normalize()
                .toString();
        this.type = target.type();
        List<String> wanted = target.settings().get(CsvConnector.COLUMNS);
        this.columns = wanted.isEmpty() ? type.getFieldNames() : wanted;
        List<String> missing = columns.stream()
                .filter(column -> type.getFieldIndex(column) < 0)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the csv destination of '" + target.name() + "' wants the columns "
                    + missing + ", but there are only " + type.getFieldNames());
        }
    }

    static void attach(DataStream<RowData> rows, Target target) {
        rows.sinkTo(new CsvSink(target))
                .name(target.uid() + "/write")
                .uid(target.uid() + "/write")
                .setParallelism(1);
    }

    @Override
    public StatefulSinkWriter<RowData, Long> createWriter(WriterInitContext context) throws IOException {
        return new CsvWriter(Path.of(file), type, columns, OptionalLong.empty(), context.getProcessingTimeService());
    }

    @Override
    public StatefulSinkWriter<RowData, Long> restoreWriter(WriterInitContext context, Collection<Long> state)
            throws IOException {
        OptionalLong length = state.stream().mapToLong(Long::longValue).max();
        return new CsvWriter(Path.of(file), type, columns, length, context.getProcessingTimeService());
    }

    @Override
    public SimpleVersionedSerializer<Long> getWriterStateSerializer() {
        return new LengthSerializer();
    }
}
