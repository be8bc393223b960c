package dev.runnel.engine.collect;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.plugin.Plugins;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import dev.runnel.engine.cluster.JobConfig;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.destination.Uids;
import dev.runnel.engine.row.ShippedContract;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Builds the job that reads a stream's source into its log. Its state does not depend on the contract; it depends on
 * which source it is, so that each of several that are chosen by name goes on where it was.
 */
public final class CollectJob {
    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Pipeline pipeline;
    private final Stream stream;
    private final Environment environment;
    private final String name;

    /** @param stream whose source {@link #isPulled is pulled} */
    public CollectJob(Pipeline pipeline, Stream stream, Environment environment) {
        this.pipeline = pipeline;
        this.stream = stream;
        this.environment = environment;
        this.name = Names.collectJob(pipeline.name(), stream.name());
    }

    /** Whether records of a stream are fetched, rather than pushed to the gateway. */
    public static boolean isPulled(Stream stream) {
        return stream.source().connector() instanceof SourceConnector;
    }

    public String name() {
        return name;
    }

    /** Readers that work side by side. */
    public int parallelism() {
        return Math.max(1, connector().parallelism(origin()));
    }

    /** Whether its source has ended and is in the log as a whole: there is nothing to run. */
    public boolean isDone() {
        return connector().isBounded(settings()) && new Completion(beside("finished")).isThere();
    }

    /** The folder of its checkpoints: the same as long as its state fits. */
    public URI checkpoints() {
        return JobConfig.checkpoints(environment, name, version());
    }

    public JobPlan plan() {
        Configuration config =
                JobConfig.of(environment, name, checkpoints(), connector().commitInterval(settings()), LATENCY);
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        config.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, PAUSE);
        StreamExecutionEnvironment flink = new StreamExecutionEnvironment(config);
        String source = stream.name() + "/source/" + stream.source().type();
        flink.fromSource(
                        connector().source(origin()),
                        WatermarkStrategy.noWatermarks(),
                        source,
                        SourceRecordType.INSTANCE)
                .uid(source)
                .setParallelism(parallelism())
                .process(
                        new CollectRecords(
                                ShippedContract.of(stream.contract()),
                                LogValues.of(pipeline.name(), stream, environment),
                                stream.stopAfter()),
                        EntryType.INSTANCE)
                .name(stream.name() + "/collect")
                .uid(stream.name() + "/collect")
                .setParallelism(parallelism())
                .sinkTo(new LogSink(
                        LogTarget.of(Names.group(name) + "." + version(), stream, environment),
                        new Staging(beside("staged")),
                        beside("finished")))
                .name(stream.name() + "/log")
                .uid(stream.name() + "/log")
                .setParallelism(1); // the writing looks back, and one writer's order is the log's
        return new JobPlan(name, Set.of(), checkpoints(), flink.getStreamGraph(), Plugins.jars(List.of(connector())));
    }

    /** What is kept beside the checkpoints, where the clearing of old ones does not come. */
    private URI beside(String what) {
        String folder = checkpoints().toString();
        return URI.create(folder.substring(0, folder.length() - 1) + "." + what);
    }

    private String version() {
        List<String> parts = new ArrayList<>();
        parts.add(stream.log().topic());
        parts.add(stream.source().type());
        parts.addAll(connector().identity(settings()));
        return Uids.digest(parts.toArray(String[]::new));
    }

    private Origin origin() {
        return new Origin(
                pipeline.name(), stream.name(), pipeline.directory(), stream.contract(), settings(), environment);
    }

    private Settings settings() {
        return stream.source().settings();
    }

    private SourceConnector connector() {
        return (SourceConnector) stream.source().connector();
    }
}
