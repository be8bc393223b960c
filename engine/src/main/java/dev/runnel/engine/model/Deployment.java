package dev.runnel.engine.model;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.invalid.InvalidRecord;
import dev.runnel.engine.invalid.InvalidTopic;
import dev.runnel.engine.log.LogFormat;
import dev.runnel.engine.log.LogSource;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** The logs and destinations that a pipeline declares. */
record Deployment(Pipeline pipeline, Environment environment, String job) implements Surroundings {
    private static final Duration IDLE = Duration.ofSeconds(2);

    Deployment(Pipeline pipeline, Environment environment, Model model) {
        this(pipeline, environment, Names.modelJob(pipeline.name(), model.name()));
    }

    @Override
    public DataStream<RowData> read(
            Stream stream,
            KafkaRecordDeserializationSchema<RowData> schema,
            WatermarkStrategy<RowData> watermarks,
            StreamExecutionEnvironment flink) {
        return flink.fromSource(
                LogSource.of(environment, job, stream.log().topic(), schema), watermarks, stream.name() + "/log");
    }

    @Override
    public LogFormat format(Stream stream) {
        return LogFormat.of(stream, environment);
    }

    @Override
    public boolean bounded() {
        return false;
    }

    @Override
    public Duration idle() {
        return IDLE;
    }

    @Override
    public boolean takes(Model model) {
        return !model.destinations().isEmpty();
    }

    @Override
    public void write(Model model, DataStream<RowData> rows, RowType type) {
        new ModelDestinations(pipeline, model, environment, type).attach(rows);
    }

    @Override
    public void refuse(Model model, DataStream<InvalidRecord> rows) {
        InvalidTopic.write(
                rows,
                environment,
                Names.modelInvalidTopic(pipeline.name(), model.name()),
                model.name() + "/expect-invalid");
    }
}
