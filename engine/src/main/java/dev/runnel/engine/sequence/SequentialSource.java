package dev.runnel.engine.sequence;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.source.ReadInRounds;
import dev.runnel.engine.source.Rounds;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What is read by one reader from the beginning to the end, or on and on, as a source of Flink's. The position of the last
 * record is kept with each checkpoint, and a start opens the records behind it: none is lost or doubled.
 *
 * @param <P> the type of positions
 */
public final class SequentialSource<P extends Serializable>
        implements Source<SourceRecord, Sequence, Boolean>, ReadInRounds {
    private static final long serialVersionUID = 1;

    private final Records<P> records;
    private final Duration pause;
    private final boolean ends;
    private @Nullable Rounds rounds;

    private SequentialSource(Records<P> records, Duration pause, boolean ends) {
        this.records = records;
        this.pause = pause;
        this.ends = ends;
    }

    /** Records that end. */
    public static <P extends Serializable> SequentialSource<P> ending(Records<P> records) {
        return ending(records, Duration.ZERO);
    }

    /**
     * Records that end, and may have to be waited for before.
     *
     * @param pause before a reader that had none and has not ended is asked again; zero where it waits itself
     */
    public static <P extends Serializable> SequentialSource<P> ending(Records<P> records, Duration pause) {
        return new SequentialSource<>(records, pause, true);
    }

    /**
     * Records of which there may always come more.
     *
     * @param pause before a reader that had none is asked again; zero where it waits itself
     */
    public static <P extends Serializable> SequentialSource<P> endless(Records<P> records, Duration pause) {
        return new SequentialSource<>(records, pause, false);
    }

    @Override
    public void remembersIn(Rounds where) {
        rounds = where;
    }

    @Override
    public Boundedness getBoundedness() {
        return ends ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<Sequence, Boolean> createEnumerator(SplitEnumeratorContext<Sequence> context) {
        return restoreEnumerator(context, false);
    }

    @Override
    public SplitEnumerator<Sequence, Boolean> restoreEnumerator(
            SplitEnumeratorContext<Sequence> context, Boolean isHandedOut) {
        Sequence begin = isHandedOut ? new Sequence(null) : begin();
        return new SequenceEnumerator(context, begin, isHandedOut, ends);
    }

    /** Where a run before ended; else the very beginning. */
    private Sequence begin() {
        try {
            Optional<byte[]> before = rounds == null ? Optional.empty() : rounds.memory();
            if (before.isEmpty()) {
                return new Sequence(null);
            }
            P last = SequenceMemory.read(getSplitSerializer(), before.get()).after();
            return new Sequence(last == null ? null : records.nextRun(last));
        } catch (IOException e) {
            throw new UncheckedIOException("what was read before cannot be told: " + e.getMessage(), e);
        }
    }

    @Override
    public SourceReader<SourceRecord, Sequence> createReader(SourceReaderContext context) {
        SequenceMemory memory = new SequenceMemory(ends ? rounds : null, getSplitSerializer());
        return SequenceReader.of(new SequenceReading<>(records, pause, ends, memory), context);
    }

    @Override
    public SimpleVersionedSerializer<Sequence> getSplitSerializer() {
        return records.form()
                .<SimpleVersionedSerializer<Sequence>>map(Sequence::form)
                .orElseGet(() -> new SerializedForm<>(records.getClass().getClassLoader()));
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new SerializedForm<>(SequentialSource.class.getClassLoader());
    }
}
