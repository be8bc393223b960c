package dev.runnel.engine.source;

import dev.runnel.core.record.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A source that is read split by split, several side by side, each record once: a file, a range of a table. What a
 * subclass holds is sent to where it is read.
 *
 * @param <S> splits
 * @param <P> places in a split
 * @param <M> what looks for splits remember; immutable
 */
public abstract class PulledSource<S extends PulledSplit<S, P>, P, M>
        implements Source<SourceRecord, S, HandedOut<S, M>>, ReadInRounds {
    private static final long serialVersionUID = 1;

    private final Looks looks;
    private @Nullable Rounds rounds;

    protected PulledSource(Looks looks) {
        this.looks = looks;
    }

    @Override
    public final void remembersIn(Rounds where) {
        rounds = where;
    }

    /** Begins to look for splits, going on from what earlier looks remember. */
    protected abstract Search<S, M> search(M before);

    /** For one reader; it may be called by another thread than those that read, and opens nothing yet. */
    protected abstract Cursors<S, P> cursors();

    /** The same for a source that goes on trying by itself where it cannot be looked at, and says so. */
    protected Search<S, M> search(M before, SourceHealth health) {
        return search(before);
    }

    /** The same for a source that goes on trying by itself where it cannot be read, and says so. */
    protected Cursors<S, P> cursors(SourceHealth health) {
        return cursors();
    }

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
        try {
            Optional<byte[]> before = rounds == null ? Optional.empty() : rounds.memory();
            M begun =
                    before.isEmpty() ? memory().none() : memory().form().read(new DataInputDeserializer(before.get()));
            return restoreEnumerator(context, new HandedOut<>(false, begun, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("what was read before cannot be told: " + e.getMessage(), e);
        }
    }

    @Override
    public final SplitEnumerator<S, HandedOut<S, M>> restoreEnumerator(
            SplitEnumeratorContext<S> context, HandedOut<S, M> before) {
        Rounds ends = looks.again() && looks.every() == null ? rounds : null;
        Search<S, M> search = search(before.memory(), SourceHealth.shownIn(context.metricGroup()));
        return new HandOut<>(context, looks, search, memory -> keep(ends, memory), before);
    }

    private void keep(@Nullable Rounds ends, M memory) throws IOException {
        if (ends != null) {
            DataOutputSerializer out = new DataOutputSerializer(1 << 10);
            memory().form().write(memory, out);
            ends.draft(out.getCopyOfBuffer());
        }
    }

    @Override
    public final SourceReader<SourceRecord, S> createReader(SourceReaderContext context) {
        SourceHealth health = SourceHealth.shownIn(context.metricGroup());
        return new CursorReader<>(() -> cursors(health), context);
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
