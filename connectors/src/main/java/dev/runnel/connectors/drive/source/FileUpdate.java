package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.client.DriveFile;
import dev.runnel.connectors.drive.rows.Comparison;
import dev.runnel.connectors.drive.rows.DrivePosition;
import dev.runnel.connectors.drive.rows.FileChange;
import dev.runnel.connectors.drive.rows.Known;
import dev.runnel.connectors.drive.rows.KnownFile;
import dev.runnel.connectors.drive.rows.RowHash;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.core.record.SourcePosition;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import dev.runnel.engine.sequence.Step;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives the change of one file: first the rows that are gone, then those that are new. Not thread safe. */
final class FileUpdate implements Closeable {
    /** What is known of rows is held in memory and in each checkpoint: 24 bytes of each. */
    static final long MOST_ROWS = 2_000_000;

    private final Known known;
    private final FileChange change;
    private final @Nullable Content content;
    private final @Nullable Comparison comparison;
    private final RowHash.Maker hashes = new RowHash.Maker();
    private @Nullable FileRows rows;
    private int gone;

    private FileUpdate(Known known, FileChange change, @Nullable Content content, @Nullable Comparison comparison) {
        this.known = known;
        this.change = change;
        this.content = content;
        this.comparison = comparison;
    }

    /** A file that is there no longer. */
    static FileUpdate gone(Known known, KnownFile file) {
        return new FileUpdate(known, FileChange.gone(file), null, null);
    }

    /** A file that has another content, which is fetched and read once for it. */
    static FileUpdate changed(Known known, DriveFile file, Contents contents, long mostRows) throws IOException {
        KnownFile before = known.files().getOrDefault(file.id(), KnownFile.unread(file.id(), file.name()));
        long room = mostRows - known.rows() + before.rows().size();
        Content content = contents.fetch(file);
        try {
            Optional<Comparison> compared = compare(before, content, room);
            if (compared.isEmpty()) {
                content.close();
                content = Content.refused(
                        file.name(),
                        content.version(),
                        Reason.TOO_LARGE,
                        file.name() + " has more rows than are left of the " + mostRows
                                + " that a source in Google Drive holds;"
                                + " divide the files between several streams");
                compared = compare(before, content, Long.MAX_VALUE);
            }
            Comparison comparison = compared.orElseThrow();
            FileChange change = FileChange.edited(before, file.name(), content.version(), comparison.gone());
            return new FileUpdate(known, change, content, comparison);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    /** @param room how many rows there may be; empty when there are more */
    private static Optional<Comparison> compare(KnownFile before, Content content, long room) throws IOException {
        RowHash.Maker hashes = new RowHash.Maker();
        Comparison comparison = new Comparison(before.rows());
        long count = 0;
        try (FileRows rows = content.open()) {
            for (Optional<FileRecord> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (++count > room) {
                    return Optional.empty();
                }
                comparison.see(hash(hashes, row.get()));
            }
        }
        return Optional.of(comparison);
    }

    private static RowHash hash(RowHash.Maker hashes, FileRecord row) {
        return hashes.of(row.value(), row.broken().map(FileUpdate::text).orElse(""));
    }

    private static String text(Violation violation) {
        return violation.reason() + " " + violation.message();
    }

    /** The next row that goes or comes; empty at the end, and then always. */
    Optional<Step<DrivePosition>> next() throws IOException {
        if (gone < change.gone().length) {
            long id = change.before().rows().id(change.gone()[gone++]);
            SourceRecord record = SourceRecord.gone(
                    rowId(id), SourcePosition.of(change.before().name()));
            return Optional.of(Step.of(record, position()));
        }
        if (content == null || comparison == null) {
            return Optional.empty();
        }
        if (rows == null) {
            rows = content.open();
        }
        for (Optional<FileRecord> row = rows.next(); row.isPresent(); row = rows.next()) {
            RowHash hash = hash(hashes, row.get());
            if (comparison.isNew(hash)) {
                long id = known.nextId() + change.added().size();
                change.added().add(hash);
                FileRecord it = row.get();
                return Optional.of(Step.of(SourceRecord.row(rowId(id), it.value(), it.at(), it.broken()), position()));
            }
        }
        return Optional.empty();
    }

    private String rowId(long id) {
        return change.before().id() + "/" + id;
    }

    private DrivePosition position() {
        return new DrivePosition(known, change, gone, change.added().size());
    }

    /** What is known when all of it was given. */
    Known finished() {
        return position().finished();
    }

    @Override
    public void close() throws IOException {
        try (FileRows open = rows;
                Content fetched = content) {
            rows = null;
        }
    }
}
