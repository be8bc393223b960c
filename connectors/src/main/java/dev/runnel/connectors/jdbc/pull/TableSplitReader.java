package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.FoundRow;
import dev.runnel.connectors.jdbc.source.ReadFailure;
import dev.runnel.connectors.jdbc.source.RowReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads ranges one after the other, some rows at a time, over one connection. Used by one thread, but for {@link #wakeUp}. */
final class TableSplitReader implements SplitReader<FoundRow, TableSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(TableSplitReader.class);
    private static final int MOST_ROWS = 1000;
    private static final int MOST_BYTES = 1 << 20;

    private final TableReading reading;
    private final Deque<TableSplit> splits = new ArrayDeque<>();
    private @Nullable DatabaseSession session;
    private @Nullable RowReader rows;
    private volatile boolean woken;

    TableSplitReader(TableReading reading) {
        this.reading = reading;
    }

    @Override
    public RecordsWithSplitIds<FoundRow> fetch() throws IOException {
        RecordsBySplits.Builder<FoundRow> found = new RecordsBySplits.Builder<>();
        TableSplit split = splits.peek();
        woken = false;
        if (split == null) {
            return found.build();
        }
        try {
            read(split, found);
        } catch (ReadFailure e) {
            LOG.warn("{} cannot be read", split.splitId(), e);
            // Without its cause: people are shown the innermost one, and this says what to do.
            throw new IOException(e.getMessage());
        }
        return found.build();
    }

    private void read(TableSplit split, RecordsBySplits.Builder<FoundRow> found) throws IOException {
        RowReader open = rows;
        if (open == null) {
            open = session().read(split.split(), split.position());
            rows = open;
        }
        long bytes = 0;
        for (int i = 0; i < MOST_ROWS && bytes < MOST_BYTES && !woken; i++) {
            Optional<FoundRow> row = open.next();
            if (row.isEmpty()) {
                closeRows();
                splits.remove();
                found.addFinishedSplit(split.splitId());
                break;
            }
            found.add(split, row.get());
            bytes += row.get().json().length;
        }
    }

    private DatabaseSession session() throws IOException {
        DatabaseSession open = session;
        if (open == null) {
            open = reading.open();
            session = open;
        }
        return open;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<TableSplit> change) {
        splits.addAll(change.splits());
    }

    @Override
    public void wakeUp() {
        woken = true;
    }

    private void closeRows() {
        RowReader open = rows;
        rows = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        closeRows();
        DatabaseSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
