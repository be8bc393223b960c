package dev.runnel.engine.testing;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the first reader that is there. */
final class GivenEnumerator implements SplitEnumerator<GivenSource.Split, Boolean> {
    private final SplitEnumeratorContext<GivenSource.Split> context;
    private boolean assigned;

    GivenEnumerator(SplitEnumeratorContext<GivenSource.Split> context, boolean assigned) {
        this.context = context;
        this.assigned = assigned;
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {
        if (!assigned) {
            assigned = true;
            context.assignSplit(new GivenSource.Split(0), subtask);
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<GivenSource.Split> splits, int subtask) {
        assigned = assigned && splits.isEmpty();
    }

    @Override
    public Boolean snapshotState(long checkpoint) {
        return assigned;
    }

    @Override
    public void close() {}
}
