package dev.runnel.engine.source;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How much one reader has read of its splits. Written by the thread that reads, and read by any. */
final class ReadSoFar {
    private volatile long finished;
    private volatile long splits;
    private volatile long open;
    private volatile @Nullable Cursor<?> cursor;

    /** @param splits that the reader has now, the one that is open among them */
    void has(Collection<? extends PulledSplit<?, ?>> splits) {
        this.splits = splits.stream().mapToLong(PulledSplit::size).sum();
    }

    void begins(PulledSplit<?, ?> split, Cursor<?> opened) {
        open = split.size();
        cursor = opened;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void finishes(PulledSplit<?, ?> split, Collection<? extends PulledSplit<?, ?>> others) {
        cursor = null;
        finished += split.size();
        has(others);
    }

    /** All that was read. */
    long read() {
        return finished + ofOpen();
    }

    /** What is not read of the splits that the reader has. */
    long left() {
        return Math.max(0, splits - ofOpen());
    }

    private long ofOpen() {
        Cursor<?> now = cursor;
        return now == null ? 0 : Math.max(0, Math.min(now.reached(), open));
    }
}
