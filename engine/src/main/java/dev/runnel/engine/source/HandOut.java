package dev.runnel.engine.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for splits, and hands them out one by one to readers that ask. Used by one thread, but for the look itself.
 */
final class HandOut<S extends PulledSplit<S, ?>, M> implements SplitEnumerator<S, HandedOut<S, M>> {
    private static final Logger LOG = LoggerFactory.getLogger(HandOut.class);

    private final SplitEnumeratorContext<S> context;
    private final Looks looks;
    /** Of the looks alone, which come one after the other: the next may begin before the last one's splits are here. */
    private final Search<S, M> search;

    private final Keeping<M> keeping;

    private final Deque<S> waiting;
    private final Set<Integer> idle = new LinkedHashSet<>();
    private M memory;
    private boolean looked;
    private boolean complete;
    private boolean kept;
    /** Of what waits; asked by other threads. */
    private volatile long size;

    /** Is told what is remembered when everything that there is to be read is handed out. */
    @FunctionalInterface
    interface Keeping<M> {
        void keep(M memory) throws IOException;
    }

    /** @param search which goes on from the memory of {@code before} */
    HandOut(
            SplitEnumeratorContext<S> context,
            Looks looks,
            Search<S, M> search,
            Keeping<M> keeping,
            HandedOut<S, M> before) {
        this.context = context;
        this.looks = looks;
        this.search = search;
        this.keeping = keeping;
        this.waiting = new ArrayDeque<>(before.waiting());
        this.memory = before.memory();
        this.looked = before.looked();
        this.complete = looked && !looks.again();
        if (looked) {
            show();
        }
    }

    /** From the first look on it is known how much there is, unless there are more looks. */
    private void show() {
        measure();
        if (looks.every() == null) {
            Gauges.register(context.metricGroup(), Gauges.WAITING, () -> size);
        }
    }

    private void measure() {
        size = waiting.stream().mapToLong(PulledSplit::size).sum();
    }

    @Override
    public void start() {
        if (looks.every() != null) {
            context.callAsync(search::look, this::take, 0, looks.every().toMillis());
        } else if (!complete) {
            context.callAsync(search::look, this::take);
        }
    }

    private void take(Search.@Nullable Found<S, M> found, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("there was no looking for what to read", failure);
            // Without its cause: people are shown the innermost one, and this says what to do.
            throw new FlinkRuntimeException(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
        memory = Objects.requireNonNull(found).memory();
        waiting.addAll(found.splits());
        if (!looked) {
            show();
        }
        measure();
        looked = true;
        complete = looks.every() == null;
        for (int reader : List.copyOf(idle)) {
            handOut(reader);
        }
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        handOut(reader);
    }

    private void handOut(int reader) {
        idle.remove(reader);
        if (!context.registeredReaders().containsKey(reader)) {
            return; // it is gone, and asks again when it is back
        }
        S next = waiting.poll();
        if (next != null) {
            measure();
            context.assignSplit(next, reader);
        } else if (complete) {
            keep();
            context.signalNoMoreSplits(reader);
        } else {
            idle.add(reader);
        }
    }

    /** Before the first reader ends: what is remembered is read when the last one has ended. */
    private void keep() {
        if (kept) {
            return;
        }
        try {
            keeping.keep(memory);
        } catch (IOException e) {
            LOG.warn("what was found cannot be kept", e);
            throw new FlinkRuntimeException("what was found to be read cannot be kept: " + e.getMessage());
        }
        kept = true;
    }

    @Override
    public void addSplitsBack(List<S> splits, int reader) {
        idle.remove(reader);
        splits.forEach(waiting::addFirst);
        measure();
    }

    @Override
    public void addReader(int reader) {
        // it asks when it has nothing to read
    }

    @Override
    public HandedOut<S, M> snapshotState(long checkpoint) {
        return new HandedOut<>(looked, memory, List.copyOf(waiting));
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
