package dev.runnel.engine.model;

import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.invalid.InvalidRecord;
import dev.runnel.engine.log.LogFormat;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** What a model's job is built into: where the records of streams come from, and where the model's rows go. */
public interface Surroundings {

    /**
     * The records of a stream in the order of its log.
     *
     * @param schema decodes them, and leaves out those that break the contract
     */
    DataStream<RowData> read(
            Stream stream,
            KafkaRecordDeserializationSchema<RowData> schema,
            WatermarkStrategy<RowData> watermarks,
            StreamExecutionEnvironment flink);

    /** How the values of a stream's records are written. */
    default LogFormat format(Stream stream) {
        return LogFormat.JSON;
    }

    /** Whether the records come to an end. */
    boolean bounded();

    /** After how long a stream without records no longer holds back time. */
    Duration idle();

    /** Whether a model's rows go anywhere; one that is only read by others has no job. */
    boolean takes(Model model);

    /** Adds the writing of a model's rows, which carry their {@link org.apache.flink.types.RowKind}. */
    void write(Model model, DataStream<RowData> rows, RowType type);

    /** Adds the keeping of rows that a model's data checks refused. */
    void refuse(Model model, DataStream<InvalidRecord> rows);

    /** Changes what a job is configured with, beyond what every job is. */
    default void configure(StreamExecutionEnvironment flink) {}
}
