package dev.runnel.connectors.lake.parquet;

import dev.runnel.bench.data.Clicks;
import dev.runnel.bench.micro.ClickContract;
import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.log.LogRecord;
import dev.runnel.engine.log.RecordRows;
import dev.runnel.engine.row.RowTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A landing without Kafka, Flink and disk: nanoseconds an event on one thread, from bytes to rows, and from bytes to a
 * Parquet file. In the writer's own package, which shows it to nobody else.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParquetBenchmark {
    private static final int EVENTS = 100_000;
    private static final long FILE_BYTES = 128L << 20;

    @Param({"ZSTD", "NONE"})
    private Codec codec = Codec.ZSTD;

    private final Contract contract = ClickContract.landed();
    private final List<LogRecord> records = new ArrayList<>();
    private final RecordRows rows;

    public ParquetBenchmark() {
        Clicks clicks = new Clicks();
        for (int i = 0; i < EVENTS; i++) {
            records.add(new LogRecord(null, clicks.next(), 0, null, null, 0, i));
        }
        List<String> columns = new ArrayList<>();
        contract.type().fields().stream().map(Field::name).forEach(columns::add);
        RowTypes.LANDED.stream().map(SystemColumn::column).forEach(columns::add);
        rows = new RecordRows(contract, columns);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int rows() {
        int sum = 0;
        for (LogRecord record : records) {
            RowData row = rows.row(record);
            sum += row == null ? 0 : row.getArity();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long file() throws IOException {
        Nowhere out = new Nowhere();
        BulkWriter<RowData> file =
                new ParquetFiles(LandedColumns.of(RowTypes.landed(contract), false), codec, FILE_BYTES).create(out);
        for (LogRecord record : records) {
            RowData row = rows.shown(record);
            if (row != null) {
                file.addElement(row);
            }
        }
        file.finish();
        return out.getPos();
    }

    /** Counts what is written. */
    private static final class Nowhere extends FSDataOutputStream {
        private long written;

        @Override
        public long getPos() {
            return written;
        }

        @Override
        public void write(int value) {
            written++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            written += length;
        }

        @Override
        public void flush() {}

        @Override
        public void sync() {}

        @Override
        public void close() {}
    }
}
