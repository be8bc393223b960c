package dev.runnel.engine.collect;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.cluster.JobConfig;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.row.ShippedContract;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Builds the job that reads a stream's source into its log. Its state does not depend on the contract; it depends on
 * which source it is, so that each of several that are chosen by name goes on where it was.
 */
public final class CollectJob implements SourceJob {
    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Pipeline pipeline;
    private final Stream stream;
    private final Environment environment;
    private final PulledSource source;

    /** @param stream whose source {@link PulledSource#isPulled is pulled} */
    public CollectJob(Pipeline pipeline, Stream stream, Environment environment) {
        this.pipeline = pipeline;
        this.stream = stream;
        this.environment = environment;
        this.source = new PulledSource(pipeline, stream, environment);
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
        return source.connector().isBounded(source.settings()) && completion().isThere();
    }

    /** Whether an earlier start read the source into this log, whole or in part. */
    public boolean wasBegun() {
        return source.wasBegun(version());
    }

    @Override
    public URI checkpoints() {
        return source.checkpoints(version());
    }

    @Override
    public JobPlan plan() {
        Configuration config = JobConfig.of(
                environment, name(), checkpoints(), source.connector().commitInterval(source.settings()), LATENCY);
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        config.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, PAUSE);
        StreamExecutionEnvironment flink = new StreamExecutionEnvironment(config);
        source.records(flink)
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
                        LogTarget.of(Names.group(name()) + "." + version(), stream, environment),
                        new Staging(source.beside(version(), "staged")),
                        completion().file()))
                .name(stream.name() + "/log")
                .uid(stream.name() + "/log")
                .setParallelism(1); // the writing looks back, and one writer's order is the log's
        return new JobPlan(name(), Set.of(), checkpoints(), flink.getStreamGraph());
    }

    private Completion completion() {
        return new Completion(source.beside(version(), Completion.SUFFIX));
    }

    private String version() {
        return source.version(stream.log().topic());
    }
}
