package dev.runnel.engine.sequence;

import dev.runnel.core.record.SourceRecord;
import java.io.Serializable;
import java.time.Duration;
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
public final class SequentialSource<P extends Serializable> implements Source<SourceRecord, Sequence, Boolean> {
    private static final long serialVersionUID = 1;

    private final Records<P> records;
    private final @Nullable Duration pause;

    private SequentialSource(Records<P> records, @Nullable Duration pause) {
        this.records = records;
        this.pause = pause;
    }

    /** Records that end. */
    public static <P extends Serializable> SequentialSource<P> ending(Records<P> records) {
        return new SequentialSource<>(records, null);
    }

    /**
     * Records of which there may always come more.
     *
     * @param pause before a reader that had none is asked again; zero where it waits itself
     */
    public static <P extends Serializable> SequentialSource<P> endless(Records<P> records, Duration pause) {
        return new SequentialSource<>(records, pause);
    }

    @Override
    public Boundedness getBoundedness() {
        return pause == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<Sequence, Boolean> createEnumerator(SplitEnumeratorContext<Sequence> context) {
        return restoreEnumerator(context, false);
    }

    @Override
    public SplitEnumerator<Sequence, Boolean> restoreEnumerator(
            SplitEnumeratorContext<Sequence> context, Boolean isHandedOut) {
        return new SequenceEnumerator(context, isHandedOut, pause == null);
    }

    @Override
    public SourceReader<SourceRecord, Sequence> createReader(SourceReaderContext context) {
        return SequenceReader.of(records, pause, context);
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
