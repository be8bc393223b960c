package dev.runnel.engine.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads splits one after the other, some records at a time. Used by one thread, but for {@link #wakeUp}. */
final class CursorSplitReader<S extends PulledSplit<S, P>, P> implements SplitReader<Pulled<P>, S> {
    private static final Logger LOG = LoggerFactory.getLogger(CursorSplitReader.class);
    private static final int MOST_RECORDS = 1000;
    private static final int MOST_BYTES = 1 << 20;

    private final Cursors<S, P> cursors;
    private final ReadSoFar soFar;
    private final Deque<S> splits = new ArrayDeque<>();
    private @Nullable Cursor<P> cursor;
    private volatile boolean woken;

    CursorSplitReader(Cursors<S, P> cursors, ReadSoFar soFar) {
        this.cursors = cursors;
        this.soFar = soFar;
    }

    @Override
    public RecordsWithSplitIds<Pulled<P>> fetch() throws IOException {
        RecordsBySplits.Builder<Pulled<P>> found = new RecordsBySplits.Builder<>();
        S split = splits.peek();
        woken = false;
        if (split == null) {
            return found.build();
        }
        try {
            read(split, found);
        } catch (IOException e) {
            LOG.warn("{} cannot be read", split.splitId(), e);
            // Without its cause: people are shown the innermost one, and this says what to do.
            throw new IOException(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
        return found.build();
    }

    private void read(S split, RecordsBySplits.Builder<Pulled<P>> found) throws IOException {
        String id = split.splitId(); // one text, so that its hash is computed once
        Cursor<P> open = cursor;
        if (open == null) {
            open = cursors.open(split);
            cursor = open;
            soFar.begins(split, open);
        }
        long bytes = 0;
        for (int i = 0; i < MOST_RECORDS && bytes < MOST_BYTES && !woken; i++) {
            Optional<? extends Pulled<P>> record = open.next();
            if (record.isEmpty()) {
                closeCursor();
                splits.remove();
                soFar.finishes(split, splits);
                found.addFinishedSplit(id);
                return;
            }
            found.add(id, record.get());
            bytes += record.get().size();
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<S> change) {
        splits.addAll(change.splits());
        soFar.has(splits);
    }

    @Override
    public void wakeUp() {
        woken = true;
    }

    private void closeCursor() throws IOException {
        Cursor<P> open = cursor;
        cursor = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeCursor();
        cursors.close();
    }
}
