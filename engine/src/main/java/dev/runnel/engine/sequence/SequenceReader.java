package dev.runnel.engine.sequence;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.source.SourceHealth;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.jspecify.annotations.Nullable;

/** Gives the records of a sequence, and remembers the position of the last one given. */
final class SequenceReader<P extends Serializable>
        extends SingleThreadMultiplexSourceReaderBase<Step<P>, SourceRecord, Sequence, Sequence.Progress> {
    /** Handed to the thread that reads, which tells the source. */
    private final AtomicReference<@Nullable Serializable> kept;

    private final NavigableMap<Long, Serializable> snapshots = new TreeMap<>();

    private SequenceReader(
            SequenceReading<P> reading,
            SourceReaderContext context,
            AtomicReference<@Nullable Serializable> kept,
            SourceHealth health) {
        super(
                () -> new SequenceSplitReader<>(reading, kept, health),
                SequenceReader::emit,
                context.getConfiguration(),
                context);
        this.kept = kept;
    }

    static <P extends Serializable> SequenceReader<P> of(SequenceReading<P> reading, SourceReaderContext context) {
        return new SequenceReader<>(
                reading, context, new AtomicReference<>(), SourceHealth.shownIn(context.metricGroup()));
    }

    private static <P extends Serializable> void emit(
            Step<P> step, SourceOutput<SourceRecord> out, Sequence.Progress progress) {
        step.record().ifPresent(out::collect);
        progress.moved(step.position());
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    public List<Sequence> snapshotState(long checkpoint) {
        List<Sequence> splits = super.snapshotState(checkpoint);
        splits.stream()
                .filter(split -> split.position() != null)
                .forEach(split -> snapshots.put(checkpoint, Objects.requireNonNull(split.position())));
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        super.notifyCheckpointComplete(checkpoint);
        Map.Entry<Long, Serializable> newest = snapshots.floorEntry(checkpoint);
        if (newest != null) {
            kept.set(newest.getValue());
            snapshots.headMap(checkpoint, true).clear();
        }
    }

    @Override
    protected void onSplitFinished(Map<String, Sequence.Progress> finished) {
        context.sendSplitRequest(); // there is no other, which a reader that was restored has not been told
    }

    @Override
    protected Sequence.Progress initializedState(Sequence split) {
        return new Sequence.Progress(split);
    }

    @Override
    protected Sequence toSplitType(String id, Sequence.Progress progress) {
        return progress.split();
    }
}
