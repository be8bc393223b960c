package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.folder.ReadFiles;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for files, and hands them out one by one. Used by one thread, but for the look itself. */
final class FileEnumerator implements SplitEnumerator<FileSplit, Looked> {
    private static final Logger LOG = LoggerFactory.getLogger(FileEnumerator.class);
    /** Between two looks, whatever is asked for. */
    private static final long LEAST_MILLIS = 100;

    private final SplitEnumeratorContext<FileSplit> context;
    private final FileLook look;
    private final Deque<FileSplit> waiting;
    private final Set<Integer> idle = new LinkedHashSet<>();
    /** Of the looks alone, which come one after the other: the next may begin before the last one's files are here. */
    private final ReadFiles files;

    private List<ReadFiles.Entry> known;
    private boolean complete;

    FileEnumerator(SplitEnumeratorContext<FileSplit> context, FileLook look, Looked before) {
        this.context = context;
        this.look = look;
        this.known = before.known();
        this.files = new ReadFiles(before.known());
        this.waiting = new ArrayDeque<>(before.waiting());
    }

    /** What one look found; what is known then, where that is something else than before. */
    private record Found(List<FileSplit> taken, Optional<List<ReadFiles.Entry>> known) {}

    @Override
    public void start() {
        if (look.watch() == null) {
            context.callAsync(this::look, this::take);
        } else {
            context.callAsync(
                    this::look,
                    this::take,
                    0,
                    Math.max(LEAST_MILLIS, look.watch().toMillis()));
        }
    }

    /** Runs beside everything else: reading a large file for its digest takes a while. */
    private Found look() throws IOException {
        List<FileSplit> taken = look.look(files);
        return new Found(taken, taken.isEmpty() ? Optional.empty() : Optional.of(files.entries()));
    }

    private void take(@Nullable Found found, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("the files cannot be looked at", failure);
            // Without its cause: people are shown the innermost one, and this says what to do.
            throw new FlinkRuntimeException(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
        known = Objects.requireNonNull(found).known().orElse(known);
        waiting.addAll(found.taken());
        complete = look.watch() == null;
        for (int reader : List.copyOf(idle)) {
            handOut(reader);
        }
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        handOut(reader);
    }

    private void handOut(int reader) {
        FileSplit next = context.registeredReaders().containsKey(reader) ? waiting.poll() : null;
        if (next != null) {
            idle.remove(reader);
            context.assignSplit(next, reader);
        } else if (complete) {
            idle.remove(reader);
            context.signalNoMoreSplits(reader);
        } else {
            idle.add(reader);
        }
    }

    @Override
    public void addSplitsBack(List<FileSplit> splits, int reader) {
        idle.remove(reader);
        splits.forEach(waiting::addFirst);
    }

    @Override
    public void addReader(int reader) {
        // it asks when it has nothing to read
    }

    @Override
    public Looked snapshotState(long checkpoint) {
        return new Looked(known, List.copyOf(waiting));
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
