package dev.runnel.engine.collect;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import dev.runnel.engine.cluster.JobConfig;
import dev.runnel.engine.destination.Uids;
import dev.runnel.engine.source.ReadInRounds;
import dev.runnel.engine.source.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A stream's source as the jobs see it that read it, wherever they write to. Immutable and thread safe. */
public final class StreamSource {
    private final Pipeline pipeline;
    private final Stream stream;
    private final Environment environment;

    /** @param stream whose source {@link #isPulled is pulled} */
    public StreamSource(Pipeline pipeline, Stream stream, Environment environment) {
        this.pipeline = pipeline;
        this.stream = stream;
        this.environment = environment;
    }

    /** Whether records of a stream are fetched, rather than pushed to the gateway. */
    public static boolean isPulled(Stream stream) {
        return stream.source().connector() instanceof SourceConnector;
    }

    /** Whether a stream's source ends by itself. */
    public static boolean isBounded(Stream stream) {
        return stream.source().connector() instanceof SourceConnector source
                && source.isBounded(stream.source().settings());
    }

    /** The name of the job that reads it. */
    public String job() {
        return Names.collectJob(pipeline.name(), stream.name());
    }

    public int parallelism() {
        return Math.max(1, connector().parallelism(origin()));
    }

    public SourceConnector connector() {
        return (SourceConnector) stream.source().connector();
    }

    public Settings settings() {
        return stream.source().settings();
    }

    /**
     * What a job's state belongs to: which source it is, so that each of several that are chosen by name goes on where it
     * was, and not the contract.
     *
     * @param where what it is read into
     */
    public String version(String... where) {
        List<String> parts = new ArrayList<>();
        Collections.addAll(parts, where);
        parts.add(stream.source().type());
        parts.addAll(connector().identity(settings()));
        return Uids.digest(parts.toArray(String[]::new));
    }

    /** Whether a stream's source ends, and at each start is looked at for what came since. */
    public static boolean looksAgain(Stream stream) {
        return isBounded(stream)
                && ((SourceConnector) stream.source().connector())
                        .looksAgain(stream.source().settings());
    }

    /** The folder of a version's checkpoints. */
    public URI checkpoints(String version) {
        return JobConfig.checkpoints(environment, job(), version);
    }

    /** What is kept beside the checkpoints, where the clearing of old ones does not come. */
    public URI beside(String version, String what) {
        String folder = checkpoints(version).toString();
        return URI.create(folder.substring(0, folder.length() - 1) + "." + what);
    }

    /** Whether a version has ever taken a checkpoint or come to its end. */
    public boolean wasBegun(String version) {
        try {
            for (URI each : List.of(checkpoints(version), beside(version, Completion.SUFFIX))) {
                Path path = new Path(each);
                if (path.getFileSystem().exists(path)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints of " + job() + " cannot be looked at", e);
        }
    }

    /** All that the source has, in a job that is being built. */
    public DataStream<SourceRecord> records(StreamExecutionEnvironment flink) {
        return records(flink, connector().source(origin()));
    }

    /** What came to a source that {@link #looksAgain looks again} since the last round. */
    DataStream<SourceRecord> records(StreamExecutionEnvironment flink, Rounds rounds) {
        Source<SourceRecord, ?, ?> source = connector().source(origin());
        if (source instanceof ReadInRounds again) {
            again.remembersIn(rounds);
        }
        return records(flink, source);
    }

    private DataStream<SourceRecord> records(StreamExecutionEnvironment flink, Source<SourceRecord, ?, ?> source) {
        String uid = stream.name() + "/source/" + stream.source().type();
        return flink.fromSource(source, WatermarkStrategy.noWatermarks(), uid, SourceRecordType.INSTANCE)
                .uid(uid)
                .setParallelism(parallelism());
    }

    private Origin origin() {
        return new Origin(
                pipeline.name(), stream.name(), pipeline.directory(), stream.contract(), settings(), environment);
    }
}
