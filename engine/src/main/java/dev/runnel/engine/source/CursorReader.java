package dev.runnel.engine.source;

import dev.runnel.core.record.SourceRecord;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.jspecify.annotations.Nullable;

/** Gives the records of splits, and remembers of each split the place behind the last one given. */
final class CursorReader<S extends PulledSplit<S, P>, P>
        extends SingleThreadMultiplexSourceReaderBase<Pulled<P>, SourceRecord, S, CursorReader.Reached<S, P>> {

    /** How far a split is read. */
    static final class Reached<S extends PulledSplit<S, P>, P> {
        private final S split;
        private @Nullable P next;

        Reached(S split) {
            this.split = split;
        }
    }

    CursorReader(Supplier<Cursors<S, P>> cursors, SourceReaderContext context) {
        this(cursors, context, new ReadSoFar());
    }

    private CursorReader(Supplier<Cursors<S, P>> cursors, SourceReaderContext context, ReadSoFar soFar) {
        super(
                () -> new CursorSplitReader<>(cursors.get(), soFar),
                CursorReader::emit,
                context.getConfiguration(),
                context);
        Gauges.register(context.metricGroup(), Gauges.READ, soFar::read);
        Gauges.register(context.metricGroup(), Gauges.LEFT, soFar::left);
    }

    private static <S extends PulledSplit<S, P>, P> void emit(
            Pulled<P> pulled, SourceOutput<SourceRecord> out, Reached<S, P> reached) {
        out.collect(pulled.record());
        reached.next = pulled.next();
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected void onSplitFinished(Map<String, Reached<S, P>> finished) {
        context.sendSplitRequest();
    }

    @Override
    protected Reached<S, P> initializedState(S split) {
        return new Reached<>(split);
    }

    @Override
    protected S toSplitType(String id, Reached<S, P> reached) {
        return reached.next == null ? reached.split : reached.split.at(reached.next);
    }
}
