package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.core.record.Violation.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a file in their order. What cannot be read from somewhere on is one broken row, the last. Not thread safe. */
final class FileRows implements Closeable {
    private final String name;
    private final Opening opening;
    private @Nullable RecordReader reader;
    private boolean isEnd;
    private long row = 1;

    /** Opens a file. */
    @FunctionalInterface
    interface Opening {
        RecordReader open() throws IOException;
    }

    private FileRows(String name, Opening opening) {
        this.name = name;
        this.opening = opening;
    }

    static FileRows of(String name, Opening opening) {
        return new FileRows(name, opening);
    }

    /** Rows that are there already. */
    static FileRows of(List<FileRecord> rows) {
        Iterator<FileRecord> left = rows.iterator();
        return new FileRows("", () -> new RecordReader() {
            @Override
            public Optional<FileRecord> next() {
                return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
            }

            @Override
            public void close() {
                // holds nothing open
            }
        });
    }

    /** The next row; empty at the end, and then always. */
    Optional<FileRecord> next() throws IOException {
        if (isEnd) {
            return Optional.empty();
        }
        Optional<FileRecord> record;
        try {
            if (reader == null) {
                reader = opening.open();
            }
            record = reader.next();
        } catch (BrokenFileException e) {
            isEnd = true;
            return Optional.of(
                    Content.broken(name, row, Reason.SYNTAX, Objects.requireNonNullElse(e.getMessage(), "")));
        }
        record.ifPresent(r -> row = r.next().isEnd() ? row : r.next().row());
        isEnd = record.isEmpty();
        return record;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
