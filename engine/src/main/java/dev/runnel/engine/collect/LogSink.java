package dev.runnel.engine.collect;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Stream;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries to a log, each once. What came between two checkpoints is a batch; it is kept with the later checkpoint
 * and written when that is complete, with its place in the batch in a header of each record. A start that finds a batch
 * in its checkpoint looks into the log what of it is there, and writes the rest. One writer a stream: to be run with a
 * parallelism of 1.
 */
public final class LogSink implements Sink<Entry>, SupportsCommitter<Batch>, SupportsWriterState<Entry, Long> {
    private static final long serialVersionUID = 1;

    private final LogTarget target;
    private final Staging staging;
    private final @Nullable URI completion;

    /** The invalid records of a source that goes past its log. */
    public static LogSink ofInvalid(StreamSource source, String version, Stream stream, Environment environment) {
        return new LogSink(
                LogTarget.of(Names.group(source.job()) + "." + version, stream, environment),
                new Staging(source.beside(version, "staged")),
                null);
    }

    /**
     * A sink.
     *
     * @param staging where long batches wait
     * @param completion the file that says that the source has ended and all of it is written; null where somebody else
     *     knows when that is so
     */
    LogSink(LogTarget target, Staging staging, @Nullable URI completion) {
        this.target = target;
        this.staging = staging;
        this.completion = completion;
    }

    @Override
    public SinkWriter<Entry> createWriter(WriterInitContext context) {
        return writer(Collections.emptyList());
    }

    @Override
    public StatefulSinkWriter<Entry, Long> restoreWriter(WriterInitContext context, Collection<Long> runs) {
        return writer(runs);
    }

    /** A run comes after every one that the checkpoint or Kafka knows, whatever the clock says. */
    private StagingWriter writer(Collection<Long> runs) {
        try (Admin admin = Admin.create(target.client("start"))) {
            Optional<Progress> known = Progress.read(admin, target);
            long before = Math.max(
                    known.map(Progress::run).orElse(0L),
                    runs.stream().mapToLong(Long::longValue).max().orElse(0));
            long run = Math.max(System.currentTimeMillis(), before + 1);
            if (known.isEmpty() && runs.isEmpty()) {
                Progress.begin(admin, target, before).write(admin, target);
            }
            return new StagingWriter(staging, run);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public SimpleVersionedSerializer<Long> getWriterStateSerializer() {
        return new RunSerializer();
    }

    @Override
    public Committer<Batch> createCommitter(CommitterInitContext context) {
        return new LogCommitter(target, staging, completion == null ? null : new Completion(completion));
    }

    @Override
    public SimpleVersionedSerializer<Batch> getCommittableSerializer() {
        return new BatchSerializer();
    }
}
