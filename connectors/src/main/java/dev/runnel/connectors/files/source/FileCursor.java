package dev.runnel.connectors.files.source;

import dev.runnel.connectors.format.FileReading;
import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.Place;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.cluster.Causes;
import dev.runnel.engine.filesystem.FileSystemFailure;
import dev.runnel.engine.source.Cursor;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Goes through a file from a mark on. The rest of a file that cannot be read is one broken record, the last. */
final class FileCursor implements Cursor<Mark> {
    private final FileReading reading;
    private final FileSplit split;
    private final MeteredFile file;
    private @Nullable RecordReader reader;
    private Mark mark;

    FileCursor(FileReading reading, FileSplit split) {
        this.reading = reading;
        this.split = split;
        this.file = new MeteredFile(split.file().open());
        this.mark = split.mark();
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        if (mark.isEnd()) {
            return Optional.empty();
        }
        Optional<FileRecord> record;
        try {
            record = reader().next();
        } catch (BrokenFileException e) {
            record = Optional.of(unreadable(Objects.requireNonNullElse(e.getMessage(), "")));
        } catch (IOException e) {
            IOException explained =
                    FileSystemFailure.explain(new Path(split.file().path()), e);
            if (explained instanceof FileSystemFailure) {
                throw explained;
            }
            throw new IOException(
                    split.file().name() + " cannot be read: " + Causes.line(e)
                            + "; put it back or make it readable: it is tried again",
                    e);
        }
        mark = record.map(FileRecord::next).orElse(Mark.end(mark.row()));
        return record;
    }

    @Override
    public long reached() {
        return file.reached();
    }

    private RecordReader reader() throws IOException {
        RecordReader open = reader;
        if (open == null) {
            open = reading.open(file, mark);
            reader = open;
        }
        return open;
    }

    private FileRecord unreadable(String why) {
        return FileRecord.broken(
                new byte[0],
                new Place(split.file().name(), Optional.empty(), mark.row()),
                Mark.end(mark.row()),
                new Violation(Violation.Reason.SYNTAX, "", why, -1));
    }

    @Override
    public void close() throws IOException {
        RecordReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
