package dev.runnel.engine.landing;

import dev.runnel.core.contract.Field;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.cluster.JobConfig;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.dedup.Repeats;
import dev.runnel.engine.destination.Uids;
import dev.runnel.engine.invalid.InvalidRecord;
import dev.runnel.engine.invalid.InvalidTopic;
import dev.runnel.engine.invalid.RefusedLogRecords;
import dev.runnel.engine.log.InvalidRows;
import dev.runnel.engine.log.LogFormat;
import dev.runnel.engine.log.LogRecordSchema;
import dev.runnel.engine.log.LogSource;
import dev.runnel.engine.row.RowTypes;
import dev.runnel.engine.row.ShippedContract;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * Builds the job that lands one stream. Its state does not depend on the contract or on which destinations there are, so
 * both may change and the job goes on; a destination that is new begins at the records not yet landed.
 */
public final class LandingJob {
    private static final Duration LATENCY = Duration.ofMillis(20);

    private final Stream stream;
    private final StreamDestinations destinations;
    private final Environment environment;
    private final String name;

    public LandingJob(Pipeline pipeline, Stream stream, Environment environment) {
        this.stream = stream;
        this.destinations = new StreamDestinations(pipeline, stream, environment);
        this.environment = environment;
        this.name = Names.landingJob(pipeline.name(), stream.name());
    }

    public JobPlan plan() {
        URI checkpoints = JobConfig.checkpoints(
                environment, name, Uids.digest(stream.log().topic()));
        Configuration config = JobConfig.of(environment, name, checkpoints, destinations.commitInterval(), LATENCY);
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        StreamExecutionEnvironment flink = new StreamExecutionEnvironment(config);
        valid(flink);
        invalid(flink);
        return new JobPlan(name, topics(), checkpoints, flink.getStreamGraph(), Endpoint.jars(stream.destinations()));
    }

    private void valid(StreamExecutionEnvironment flink) {
        ShippedContract contract = ShippedContract.of(stream.contract());
        LogFormat format = LogFormat.of(stream, environment);
        List<String> columns = new ArrayList<>();
        stream.contract().type().fields().stream().map(Field::name).forEach(columns::add);
        RowTypes.LANDED.stream().map(SystemColumn::column).forEach(columns::add);
        Optional<Repeats> repeats = stream.contract().dedup().map(d -> new Repeats(stream.name(), d));
        repeats.ifPresent(r -> columns.addAll(r.columns()));
        RowType landed = RowTypes.landed(stream.contract());
        RowType read = repeats.map(r -> r.with(landed, stream.contract())).orElse(landed);
        Recipients recipients = new Recipients(stream, landed, repeats.isPresent());
        String log = stream.name() + "/log";
        SingleOutputStreamOperator<RowData> rows = flink.fromSource(
                        LogSource.of(environment, name, stream.log().topic(), new LogRecordSchema()),
                        WatermarkStrategy.noWatermarks(),
                        log)
                .uid(log)
                .process(
                        new DecodeRows(contract, format, columns, recipients, stream.stopAfter()),
                        InternalTypeInfo.of(read))
                .name(stream.name() + "/decode")
                .uid(stream.name() + "/decode");
        rows.getSideOutput(DecodeRows.INVALID)
                .sinkTo(InvalidTopic.sink(
                        environment,
                        new InvalidRecords(contract, format, stream.log().topic(), stream.invalidTopic())))
                .name(stream.name() + "/invalid")
                .uid(stream.name() + "/invalid");
        DataStream<RowData> kept = repeats.<DataStream<RowData>>map(
                        r -> r.drop(rows, read, landed).uid(r.uid()))
                .orElse(rows);
        List<DataStream<InvalidRecord>> refused = new ArrayList<>();
        for (Endpoint destination : stream.destinations()) {
            destinations
                    .attach(recipients.rows(stream, destination, rows, kept), destination)
                    .ifPresent(r -> refused.add(records(r, destination)));
        }
        refused.stream()
                .reduce((a, b) -> a.union(b))
                .ifPresent(all -> InvalidTopic.write(
                        all, environment, stream.invalidTopic(), stream.name() + "/refused-invalid"));
    }

    private Set<String> topics() {
        return destinations.queryable().isEmpty()
                ? Set.of(stream.log().topic())
                : Set.of(stream.log().topic(), stream.invalidTopic());
    }

    private void invalid(StreamExecutionEnvironment flink) {
        List<Endpoint> queryable = destinations.queryable();
        if (queryable.isEmpty()) {
            return;
        }
        String log = stream.name() + "/invalid-log";
        DataStream<RowData> rows = flink.fromSource(
                        LogSource.of(
                                environment,
                                name,
                                stream.invalidTopic(),
                                new InvalidRows(
                                        ShippedContract.of(stream.contract()), LogFormat.of(stream, environment))),
                        WatermarkStrategy.noWatermarks(),
                        log)
                .uid(log);
        queryable.forEach(destination -> destinations.attachInvalid(rows, destination));
    }

    private DataStream<InvalidRecord> records(DataStream<RowData> refused, Endpoint destination) {
        String uid = destinations.uid(destination) + "/refused-records";
        RowType landed = RowTypes.landed(stream.contract());
        return refused.process(
                        new RefusedLogRecords(stream, destinations.name(destination), landed, environment),
                        InvalidRecord.TYPE)
                .name(uid)
                .uid(uid);
    }
}
