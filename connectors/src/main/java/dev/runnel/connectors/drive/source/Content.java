package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.format.FileReading;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.LocalFile;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.Place;
import dev.runnel.core.record.Violation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of a file, to be read as often as wanted.
 *
 * @param version which one it is
 * @param copy on this machine's disk, gone with {@link #close}; null for a file that is not read
 * @param rows what its rows are
 */
record Content(String name, String version, @Nullable Path copy, Rows rows) implements Closeable {

    /** Opens the rows of a content. */
    @FunctionalInterface
    private interface Rows {
        FileRows open() throws IOException;
    }

    /** A file that was fetched. */
    static Content of(String name, String version, Path copy, FileReading reading) {
        LocalFile file = new LocalFile(copy, name);
        return new Content(name, version, copy, () -> FileRows.of(name, () -> reading.open(file, Mark.START)));
    }

    /** A file whose rows cannot be had: one broken row says why. */
    static Content refused(String name, String version, Violation.Reason reason, String why) {
        FileRecord broken = broken(name, 1, reason, why);
        return new Content(name, version, null, () -> FileRows.of(List.of(broken)));
    }

    static FileRecord broken(String name, long row, Violation.Reason reason, String why) {
        return FileRecord.broken(
                new byte[0], new Place(name, Optional.empty(), row), Mark.end(row), new Violation(reason, "", why, -1));
    }

    FileRows open() throws IOException {
        return rows.open();
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            Files.deleteIfExists(copy);
        }
    }
}
