package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.FileReading;
import dev.runnel.connectors.files.record.BrokenFileException;
import dev.runnel.connectors.files.record.FileRecord;
import dev.runnel.connectors.files.record.Mark;
import dev.runnel.connectors.files.record.Place;
import dev.runnel.connectors.files.record.RecordReader;
import dev.runnel.core.record.Violation;
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

/** Reads files one after the other, some records at a time. Used by one thread, but for {@link #wakeUp}. */
final class FileSplitReader implements SplitReader<FileRecord, FileSplit> {
    private static final int MOST_RECORDS = 1000;
    private static final int MOST_BYTES = 1 << 20;

    private final FileReading reading;
    private final Deque<FileSplit> splits = new ArrayDeque<>();
    private @Nullable RecordReader reader;
    private Mark mark = Mark.START;
    private volatile boolean woken;

    FileSplitReader(FileReading reading) {
        this.reading = reading;
    }

    @Override
    public RecordsWithSplitIds<FileRecord> fetch() throws IOException {
        RecordsBySplits.Builder<FileRecord> found = new RecordsBySplits.Builder<>();
        FileSplit split = splits.peek();
        woken = false;
        if (split == null) {
            return found.build();
        }
        try {
            read(split, found);
        } catch (BrokenFileException e) {
            found.add(split, unreadable(split, Objects.requireNonNullElse(e.getMessage(), "")));
            end(split, found);
        }
        return found.build();
    }

    private void read(FileSplit split, RecordsBySplits.Builder<FileRecord> found) throws IOException {
        RecordReader open = reader;
        if (open == null) {
            mark = split.mark();
            open = reading.open(split.file().open(), mark);
            reader = open;
        }
        long bytes = 0;
        for (int i = 0; i < MOST_RECORDS && bytes < MOST_BYTES && !woken; i++) {
            Optional<FileRecord> record = open.next();
            if (record.isEmpty()) {
                end(split, found);
                return;
            }
            found.add(split, record.get());
            mark = record.get().next();
            bytes += record.get().value().length;
        }
    }

    /** What stands for the rest of a file that cannot be read. */
    private FileRecord unreadable(FileSplit split, String why) {
        return FileRecord.broken(
                new byte[0],
                new Place(split.file().name(), Optional.empty(), mark.row()),
                mark,
                new Violation(Violation.Reason.SYNTAX, "", why, -1));
    }

    private void end(FileSplit split, RecordsBySplits.Builder<FileRecord> found) throws IOException {
        closeFile();
        splits.remove();
        found.addFinishedSplit(split.splitId());
    }

    @Override
    public void handleSplitsChanges(SplitsChange<FileSplit> change) {
        splits.addAll(change.splits());
    }

    @Override
    public void wakeUp() {
        woken = true;
    }

    private void closeFile() throws IOException {
        RecordReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeFile();
    }
}
