package dev.runnel.connectors.format.csv;

import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.Column;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.NullTexts;
import dev.runnel.connectors.format.record.Place;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.connectors.format.record.RowJson;
import dev.runnel.connectors.format.text.Compression;
import dev.runnel.connectors.format.text.Encoding;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows of a file of delimited text. Cells are text, except where the contract wants a number, a boolean or JSON. An
 * unquoted cell that means null is absent. A row with more or fewer cells than there are columns is broken. Without
 * compression a mark is sought; with it the content before is unpacked again.
 */
public final class CsvRecords implements RecordReader {
    private final DataFile file;
    private final CsvRows rows;
    private final List<Column> columns;
    private final NullTexts nulls;
    private final RowJson json = new RowJson();

    private CsvRecords(DataFile file, CsvRows rows, List<Column> columns, NullTexts nulls) {
        this.file = file;
        this.rows = rows;
        this.columns = columns;
        this.nulls = nulls;
    }

    /**
     * Opens a file.
     *
     * @param shape the contract as {@link dev.runnel.connectors.format.record.SourceShape} sees it
     * @param from {@link Mark#START}, or the mark behind a record that was read with the same format
     * @throws BrokenFileException when the header cannot be read
     * @throws IOException when the file cannot be read
     */
    public static CsvRecords open(DataFile file, Compression compression, CsvFormat format, RecordType shape, Mark from)
            throws IOException {
        Encoding encoding = Encoding.of(
                file, compression, Optional.ofNullable(format.encoding()).map(Charset::forName));
        List<Column> columns = List.of();
        Mark first = Mark.START;
        try (CsvRows head = new CsvRows(file, compression, encoding, format, Mark.START)) {
            if (head.next()) {
                columns = Column.of(names(file, head, format), shape);
                first = format.header() ? head.mark() : Mark.START;
            }
        }
        Mark start = from.offset() == 0 ? first : from;
        CsvRows rows = new CsvRows(file, compression, encoding, format, start);
        return new CsvRecords(file, rows, columns, new NullTexts(format.nulls()));
    }

    private static List<String> names(DataFile file, CsvRows head, CsvFormat format) throws BrokenFileException {
        if (head.broken().isPresent() && (format.header() || format.columns().isEmpty())) {
            throw new BrokenFileException(
                    file.name(),
                    "its first row, line " + head.line() + ", from which the columns are known, cannot be read: "
                            + head.broken().get().message(),
                    "look at `delimiter`, `quote` and `encoding`, or name the `columns` and say `header: false`",
                    null);
        }
        int cells = head.row().count();
        if (cells > Column.MOST) {
            throw new BrokenFileException(
                    file.name(),
                    "its first row has " + cells + " cells; up to " + Column.MOST + " are allowed",
                    "look at `delimiter` and `quote`",
                    null);
        }
        if (format.header() && !format.columns().isEmpty() && format.columns().size() != cells) {
            throw new BrokenFileException(
                    file.name(),
                    "its header has " + cells + " columns where "
                            + format.columns().size() + " are named",
                    "name as many `columns` as there are, or none",
                    null);
        }
        if (!format.columns().isEmpty()) {
            return format.columns();
        }
        return format.header()
                ? head.row().cells()
                : IntStream.range(0, cells).mapToObj(Column::numbered).toList();
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        if (!rows.next()) {
            return Optional.empty();
        }
        Place at = new Place(file.name(), Optional.empty(), rows.line());
        Optional<Violation> broken = rows.broken().or(this::ragged);
        if (broken.isPresent()) {
            return Optional.of(FileRecord.broken(rows.original(), at, rows.mark(), broken.get()));
        }
        return Optional.of(FileRecord.of(object(rows.row()), at, rows.mark()));
    }

    private Optional<Violation> ragged() {
        int cells = rows.row().count();
        if (cells == columns.size()) {
            return Optional.empty();
        }
        String message = "the row has " + cells + " cells where there are " + columns.size() + " columns";
        return Optional.of(new Violation(Reason.SYNTAX, "", message, 0));
    }

    private byte[] object(CsvRow row) throws IOException {
        json.begin();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            int start = row.start(i);
            int length = row.length(i);
            if (row.isQuoted(i) || !nulls.matches(row.text(), start, length)) {
                json.cell(column.name(), column.kind(), row.text(), start, length);
            }
        }
        return json.end();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
