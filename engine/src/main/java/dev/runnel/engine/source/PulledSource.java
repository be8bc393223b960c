package dev.runnel.engine.source;

import dev.runnel.core.record.SourceRecord;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source that is read split by split, several side by side, each record once: a file, a range of a table. What a
 * subclass holds is sent to where it is read. Thread safe.
 *
 * @param <S> splits
 * @param <P> places in a split
 * @param <M> what looks for splits remember; immutable
 */
public abstract class PulledSource<S extends PulledSplit<S, P>, P, M>
        implements Source<SourceRecord, S, HandedOut<S, M>> {
    private static final long serialVersionUID = 1;

    private final Looks looks;

    protected PulledSource(Looks looks) {
        this.looks = looks;
    }

    /** Begins to look for splits, going on from what earlier looks remember. */
    protected abstract Search<S, M> search(M before);

    /** For one reader; it may be called by another thread than those that read, and opens nothing yet. */
    protected abstract Cursors<S, P> cursors();

    /** Of splits in checkpoints. */
    protected abstract Form<S> splitForm();

    /** Of what is remembered. */
    protected abstract Memory<M> memory();

    @Override
    public final Boundedness getBoundedness() {
        return looks.boundedness();
    }

    @Override
    public final SplitEnumerator<S, HandedOut<S, M>> createEnumerator(SplitEnumeratorContext<S> context) {
        return restoreEnumerator(context, new HandedOut<>(false, memory().none(), List.of()));
    }

    @Override
    public final SplitEnumerator<S, HandedOut<S, M>> restoreEnumerator(
            SplitEnumeratorContext<S> context, HandedOut<S, M> before) {
        return new HandOut<>(context, looks, search(before.memory()), before);
    }

    @Override
    public final SourceReader<SourceRecord, S> createReader(SourceReaderContext context) {
        return new CursorReader<>(this::cursors, context);
    }

    @Override
    public final SimpleVersionedSerializer<S> getSplitSerializer() {
        return splitForm();
    }

    @Override
    public final SimpleVersionedSerializer<HandedOut<S, M>> getEnumeratorCheckpointSerializer() {
        return HandedOut.form(splitForm(), memory().form());
    }
}
