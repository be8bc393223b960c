package dev.runnel.connectors.format.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.text.Compression;
import dev.runnel.connectors.format.text.Encoding;
import dev.runnel.connectors.format.text.Lines;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/**
 * The rows of delimited text, cells and bytes. A row that cannot be parsed is its first line alone: the line behind it
 * begins the next row, so that a quote that is never closed costs one row and not the rest of the file. Not thread safe.
 */
final class CsvRows implements Closeable {
    /** Stands for a quote where nothing is quoted: no character. */
    private static final char NO_QUOTE = '\uFFFF';

    private final CsvFormat format;
    private final Lines lines;
    private final CsvText text;
    private final Optional<Escapes> escapes;
    private final CsvRow row = new CsvRow();

    private Iterator<CsvRow> parsed;
    private Optional<Violation> broken = Optional.empty();
    private byte[] kept = {};

    CsvRows(DataFile file, Compression compression, Encoding encoding, CsvFormat format, Mark from) throws IOException {
        this.format = format;
        this.escapes = Escapes.of(format);
        long offset = Math.max(from.offset(), encoding.markBytes());
        this.lines = new Lines(compression.open(file, offset), encoding, true, offset, from.row());
        this.text = new CsvText(lines, encoding, escapes);
        this.parsed = parser();
    }

    private Iterator<CsvRow> parser() {
        return CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(Objects.requireNonNullElse(format.quote(), NO_QUOTE))
                .commentStrategy(format.comment() != null ? CommentStrategy.READ : CommentStrategy.NONE)
                .commentCharacter(Objects.requireNonNullElse(format.comment(), '#'))
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(true)
                .maxBufferSize(4 * RecordDecoder.MAX_BYTES)
                .build(row, text)
                .iterator();
    }

    /**
     * Reads the next row, broken or not; empty lines and comments are passed over.
     *
     * @return false at the end
     */
    boolean next() throws IOException {
        while (true) {
            text.begin();
            broken = Optional.empty();
            try {
                if (!parsed.hasNext()) {
                    return false;
                }
                parsed.next();
            } catch (CsvParseException e) {
                firstLineOnly("after a closing quote stands neither a delimiter nor the end of the line, or the quote"
                        + " is never closed: " + cause(e));
                return true;
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof CsvText.TooLongException)) {
                    throw e.getCause();
                }
                tooLong();
                return true;
            }
            if (!row.isData()) {
                continue;
            }
            if (text.isEnded()) {
                firstLineOnly("a quote is opened in the row and not closed before the end of the file");
            } else if (text.damage().isPresent()) {
                broken = Optional.of(syntax(text.damage().get()));
            } else {
                escapes.ifPresent(e -> e.show(row.text(), 0, row.start(row.count())));
            }
            return true;
        }
    }

    private static String cause(CsvParseException e) {
        return String.valueOf(e.getMessage()).strip();
    }

    private void firstLineOnly(String message) {
        lines.backToSecondLine();
        parsed = parser();
        broken = Optional.of(syntax(message));
    }

    private void tooLong() throws IOException {
        parsed = parser();
        String limit = "more than " + RecordDecoder.MAX_BYTES + " bytes";
        if (lines.nextRow() > lines.row()) {
            lines.backToSecondLine();
            broken = Optional.of(syntax("a quote is opened in the row and not closed within " + limit));
        } else {
            kept = lines.skipLine(FileRecord.KEPT_BYTES);
            broken = Optional.of(new Violation(
                    Reason.TOO_LARGE,
                    "",
                    "the row has " + limit + "; the first " + FileRecord.KEPT_BYTES + " are kept",
                    FileRecord.KEPT_BYTES));
        }
    }

    private static Violation syntax(String message) {
        return new Violation(Reason.SYNTAX, "", message, 0);
    }

    /** The cells; of no use when the row is broken. */
    CsvRow row() {
        return row;
    }

    /** Why the row cannot be read. */
    Optional<Violation> broken() {
        return broken;
    }

    /** The row as it stands in the file, without the terminator of its last line. */
    byte[] original() {
        boolean cut = broken.map(b -> b.reason() == Reason.TOO_LARGE).orElse(false);
        return cut ? kept : lines.record();
    }

    long line() {
        return lines.row();
    }

    /** The place behind the row. */
    Mark mark() {
        return new Mark(lines.nextOffset(), 0, lines.nextRow());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
