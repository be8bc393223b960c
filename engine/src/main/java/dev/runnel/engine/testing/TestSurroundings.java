package dev.runnel.engine.testing;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.invalid.InvalidRecord;
import dev.runnel.engine.model.Surroundings;
import dev.runnel.engine.row.JsonRows;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Given records in place of logs, and a bench in place of destinations. */
final class TestSurroundings implements Surroundings {
    private final Bench bench;
    private @Nullable RecordType columns;

    TestSurroundings(Bench bench) {
        this.bench = bench;
    }

    @Override
    public DataStream<RowData> read(
            Stream stream,
            KafkaRecordDeserializationSchema<RowData> schema,
            WatermarkStrategy<RowData> watermarks,
            StreamExecutionEnvironment flink) {
        return flink.fromSource(
                        new GivenSource(bench.number(), stream.name(), schema),
                        new EagerWatermarks(watermarks),
                        stream.name() + "/given",
                        schema.getProducedType())
                .setParallelism(1);
    }

    @Override
    public boolean bounded() {
        return true;
    }

    /** Never: a machine that is busy for a while must not change what comes out. */
    @Override
    public Duration idle() {
        return Duration.ZERO;
    }

    @Override
    public boolean takes(Model model) {
        return true;
    }

    @Override
    public void write(Model model, DataStream<RowData> rows, RowType type) {
        new JsonRows(type); // refuses columns that have no form in JSON where the planner's mistakes are reported
        columns = ColumnTypes.of(type);
        rows.sinkTo(new KeptRows(bench.number(), type))
                .name(model.name() + "/kept")
                .setParallelism(1);
    }

    @Override
    public void refuse(Model model, DataStream<InvalidRecord> rows) {
        rows.sinkTo(new KeptInvalid(bench.number()))
                .name(model.name() + "/kept-invalid")
                .setParallelism(1);
    }

    /** The columns of the rows written; null before. */
    @Nullable
    RecordType columns() {
        return columns;
    }

    /** A failure is a result, not a reason to try again; and the end does not wait for a checkpoint. */
    @Override
    public void configure(StreamExecutionEnvironment flink) {
        Configuration c = new Configuration();
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        c.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
        flink.configure(c);
    }
}
