package dev.runnel.engine.collect;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.plugin.Plugins;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.cluster.JobConfig;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.row.ShippedContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
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
    private final StreamSource source;

    /** @param stream whose source {@link StreamSource#isPulled is pulled} */
    public CollectJob(Pipeline pipeline, Stream stream, Environment environment) {
        this.pipeline = pipeline;
        this.stream = stream;
        this.environment = environment;
        this.source = new StreamSource(pipeline, stream, environment);
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
        return StreamSource.isBounded(stream) && !looksAgain() && completion().isThere();
    }

    /** Whether an earlier start read the source into this log, whole or in part. */
    public boolean wasBegun() {
        return source.wasBegun(version());
    }

    /** The folder of its checkpoints: the same as long as its state fits. Each round of a source has its own. */
    @Override
    public URI checkpoints() {
        return checkpoints(looksAgain() ? completion().roundsEnded() : 0);
    }

    private URI checkpoints(int round) {
        return source.checkpoints(round == 0 ? version() : version() + "-" + round);
    }

    @Override
    public JobPlan plan() {
        forgetLastRound();
        Configuration config = JobConfig.of(
                environment,
                name(),
                checkpoints(),
                stream.log().commit().orElseGet(() -> source.connector().commitInterval(source.settings())),
                LATENCY);
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        config.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, PAUSE);
        StreamExecutionEnvironment flink = new StreamExecutionEnvironment(config);
        records(flink)
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
        return new JobPlan(
                name(), Set.of(), checkpoints(), flink.getStreamGraph(), Plugins.jars(List.of(source.connector())));
    }

    private DataStream<SourceRecord> records(StreamExecutionEnvironment flink) {
        return looksAgain() ? source.records(flink, completion().rounds()) : source.records(flink);
    }

    private Completion completion() {
        return new Completion(source.beside(version(), Completion.SUFFIX));
    }

    /** What is left of its checkpoints is of no use: all that it read is in the log. */
    private void forgetLastRound() {
        int rounds = looksAgain() ? completion().roundsEnded() : 0;
        if (rounds > 0) {
            Path last = new Path(checkpoints(rounds - 1));
            try {
                last.getFileSystem().delete(last, true);
            } catch (IOException e) {
                throw new UncheckedIOException("the checkpoints in " + last + " cannot be removed", e);
            }
        }
    }

    private boolean looksAgain() {
        return StreamSource.looksAgain(stream);
    }

    private String version() {
        return source.version(stream.log().topic());
    }
}
