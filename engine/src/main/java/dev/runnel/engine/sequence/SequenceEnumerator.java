package dev.runnel.engine.sequence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives the sequence to the first reader that asks; others have nothing to do. Used by one thread. */
final class SequenceEnumerator implements SplitEnumerator<Sequence, Boolean> {
    private final SplitEnumeratorContext<Sequence> context;
    private final boolean ends;
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    private final Set<Integer> idle = new LinkedHashSet<>();

    /** @param begin which is handed out unless it was before */
    SequenceEnumerator(SplitEnumeratorContext<Sequence> context, Sequence begin, boolean isHandedOut, boolean ends) {
        this.context = context;
        this.ends = ends;
        if (!isHandedOut) {
            waiting.add(begin);
        }
    }

    @Override
    public void start() {
        // readers ask
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        Sequence next = context.registeredReaders().containsKey(reader) ? waiting.poll() : null;
        if (next != null) {
            context.assignSplit(next, reader);
            if (ends) {
                context.signalNoMoreSplits(reader);
            }
        } else if (ends) {
            context.signalNoMoreSplits(reader);
        } else {
            idle.add(reader);
        }
    }

    @Override
    public void addSplitsBack(List<Sequence> splits, int reader) {
        idle.remove(reader);
        waiting.addAll(splits);
        for (int other : List.copyOf(idle)) {
            idle.remove(other);
            handleSplitRequest(other, null);
        }
    }

    @Override
    public void addReader(int reader) {
        // it asks when it has nothing to read
    }

    @Override
    public Boolean snapshotState(long checkpoint) {
        return waiting.isEmpty();
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
