package dev.runnel.engine.load;

import dev.runnel.core.contract.Field;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.plugin.Plugins;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.cluster.JobConfig;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.cluster.RetainedCheckpoints;
import dev.runnel.engine.collect.LogSink;
import dev.runnel.engine.collect.SourceJob;
import dev.runnel.engine.collect.StreamSource;
import dev.runnel.engine.invalid.InvalidRecord;
import dev.runnel.engine.invalid.InvalidTopic;
import dev.runnel.engine.invalid.RefusedRows;
import dev.runnel.engine.landing.Recipients;
import dev.runnel.engine.landing.StreamDestinations;
import dev.runnel.engine.row.RowTypes;
import dev.runnel.engine.row.ShippedContract;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * Builds the job that reads a source which ends straight into the stream's destinations, each row once. What breaks the
 * contract goes to the invalid topic, each record once. Its state depends on which source it is, and not on the contract.
 */
public final class LoadJob implements SourceJob {
    private static final Duration LATENCY = Duration.ofMillis(20);

    private final Stream stream;
    private final Environment environment;
    private final StreamSource source;
    private final StreamDestinations destinations;
    private final String kind;

    /** @param stream that {@link Loads#isLoaded is loaded} */
    LoadJob(Pipeline pipeline, Stream stream, Environment environment) {
        this(pipeline, stream, environment, "load");
    }

    /** @param kind of load: another kind has other state */
    LoadJob(Pipeline pipeline, Stream stream, Environment environment, String kind) {
        this.kind = kind;
        this.stream = stream;
        this.environment = environment;
        this.source = new StreamSource(pipeline, stream, environment);
        this.destinations = new StreamDestinations(pipeline, stream, environment);
    }

    @Override
    public String name() {
        return source.job();
    }

    @Override
    public int parallelism() {
        return source.parallelism();
    }

    @Override
    public boolean settle() {
        OptionalLong end = mark().checkpoint();
        return end.isPresent() && !RetainedCheckpoints.anyFrom(checkpoints(), end.getAsLong());
    }

    /** Whether an earlier start loaded the source, whole or in part. */
    boolean wasBegun() {
        return source.wasBegun(version());
    }

    @Override
    public URI checkpoints() {
        return source.checkpoints(version());
    }

    /** What is kept beside the checkpoints. */
    URI beside(String what) {
        return source.beside(version(), what);
    }

    @Override
    public JobPlan plan() {
        return plan(Optional.empty());
    }

    /** @param day of the load, where it takes the place of an earlier one of that day */
    JobPlan plan(Optional<LocalDate> day) {
        Configuration config = JobConfig.of(environment, name(), checkpoints(), destinations.commitInterval(), LATENCY);
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        config.set(CoreOptions.DEFAULT_PARALLELISM, parallelism()); // a record stays in the task that read it
        StreamExecutionEnvironment flink = new StreamExecutionEnvironment(config);
        RowType landed = RowTypes.landed(stream.contract());
        Recipients recipients = new Recipients(stream, landed, false);
        SingleOutputStreamOperator<RowData> rows = source.records(flink)
                .process(
                        new LoadRecords(
                                ShippedContract.of(stream.contract()), columns(), recipients, stream.stopAfter()),
                        InternalTypeInfo.of(landed))
                .name(stream.name() + "/load")
                .uid(stream.name() + "/load");
        rows.getSideOutput(LoadRecords.INVALID)
                .sinkTo(LogSink.ofInvalid(source, version(), stream, environment))
                .name(stream.name() + "/invalid")
                .uid(stream.name() + "/invalid")
                .setParallelism(1);
        rows.getSideOutput(LoadRecords.END)
                .transform(stream.name() + "/end", Types.BOOLEAN, new NoteEnd(mark()))
                .uid(stream.name() + "/end")
                .setParallelism(1);
        attach(recipients, rows, day);
        List<Path> jars = new ArrayList<>(Plugins.jars(List.of(source.connector())));
        jars.addAll(Endpoint.jars(stream.destinations()));
        return new JobPlan(
                name(),
                Set.of(),
                checkpoints(),
                flink.getStreamGraph(),
                jars.stream().distinct().toList());
    }

    private void attach(Recipients recipients, SingleOutputStreamOperator<RowData> rows, Optional<LocalDate> day) {
        List<DataStream<InvalidRecord>> refused = new ArrayList<>();
        for (Endpoint destination : destinations.all()) {
            ((DestinationConnector) destination.connector())
                    .attach(recipients.rows(stream, destination, rows, rows), destinations.target(destination, day))
                    .ifPresent(r -> refused.add(records(r, destination)));
        }
        refused.stream()
                .reduce((a, b) -> a.union(b))
                .ifPresent(all -> InvalidTopic.write(
                        all, environment, stream.invalidTopic(), stream.name() + "/refused-invalid"));
    }

    /** What a destination refuses stands in no log, so the row itself is kept. */
    private DataStream<InvalidRecord> records(DataStream<RowData> refused, Endpoint destination) {
        String uid = destinations.uid(destination) + "/refused-records";
        return refused.process(
                        new RefusedRows(
                                stream.name(),
                                destinations.name(destination),
                                RowTypes.landed(stream.contract()),
                                List.of()),
                        InvalidRecord.TYPE)
                .name(uid)
                .uid(uid);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        stream.contract().type().fields().stream().map(Field::name).forEach(columns::add);
        RowTypes.LANDED.stream().map(SystemColumn::column).forEach(columns::add);
        return columns;
    }

    private EndMark mark() {
        return new EndMark(beside("finished"));
    }

    private String version() {
        return source.version(kind);
    }
}
