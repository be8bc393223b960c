package dev.runnel.engine.testing;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads given records with the decoder of the log's. Its state is the next offset, as a log's is. */
final class GivenReader implements SourceReader<RowData, GivenSource.Split> {
    private final Bench bench;
    private final String stream;
    private final KafkaRecordDeserializationSchema<RowData> schema;
    private final SourceReaderContext context;
    private final CompletableFuture<Void> assigned = new CompletableFuture<>();
    private final CompletableFuture<Void> never = new CompletableFuture<>();
    private boolean reads;
    private boolean paused;
    private int offset;

    GivenReader(
            Bench bench, String stream, KafkaRecordDeserializationSchema<RowData> schema, SourceReaderContext context) {
        this.bench = bench;
        this.stream = stream;
        this.schema = schema;
        this.context = context;
    }

    @Override
    public void start() {
        bench.readerOpened();
        try {
            schema.open(new Opening(context.metricGroup(), context.getUserCodeClassLoader()));
        } catch (Exception e) { // what the schema's interface declares
            throw new IllegalStateException("the records of " + stream + " cannot be decoded", e);
        }
    }

    private record Opening(MetricGroup getMetricGroup, UserCodeClassLoader getUserCodeClassLoader)
            implements DeserializationSchema.InitializationContext {}

    @Override
    public InputStatus pollNext(ReaderOutput<RowData> output) throws IOException {
        if (!assigned.isDone()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (reads && offset < bench.readable(stream)) {
            ConsumerRecord<byte[], byte[]> record = bench.records(stream).get(offset++);
            schema.deserialize(record, new Rows(output));
            return InputStatus.MORE_AVAILABLE;
        }
        if (!bench.isPausing()) {
            return InputStatus.END_OF_INPUT;
        }
        if (!paused) {
            paused = true;
            bench.readerPaused();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    private record Rows(ReaderOutput<RowData> output) implements Collector<RowData> {
        @Override
        public void collect(RowData row) {
            output.collect(row);
        }

        @Override
        public void close() {}
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return paused ? never : assigned;
    }

    @Override
    public List<GivenSource.Split> snapshotState(long checkpoint) {
        return reads ? List.of(new GivenSource.Split(offset)) : List.of();
    }

    @Override
    public void addSplits(List<GivenSource.Split> splits) {
        for (GivenSource.Split split : splits) {
            offset = split.offset();
            reads = true;
        }
        assigned.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        assigned.complete(null);
    }

    @Override
    public void close() {}
}
