package dev.runnel.connectors.format.excel;

import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.CellKind;
import dev.runnel.connectors.format.record.Column;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.NullTexts;
import dev.runnel.connectors.format.record.Place;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.connectors.format.record.RowJson;
import dev.runnel.core.contract.RecordType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellReference;

/**
 * The rows of a sheet, hidden ones too, each under its own number. Numbers are numbers, dates and times ISO 8601, errors
 * their text; of a formula the value is taken that Excel saved. Empty rows are passed over. A column that the header
 * does not name has Excel's own name, {@code A} for the first. Rows before a mark are read again: a sheet cannot be sought in.
 */
public final class ExcelRecords implements RecordReader {
    private final DataFile file;
    private final Workbook workbook;
    private final SheetRows rows;
    private final String sheet;
    private final RecordType shape;
    private final NullTexts nulls;
    private final RowJson json = new RowJson();

    private List<Column> columns = List.of();

    private ExcelRecords(DataFile file, Workbook workbook, Sheet sheet, ExcelFormat format, RecordType shape) {
        this.file = file;
        this.workbook = workbook;
        this.rows = new SheetRows(sheet);
        this.sheet = sheet.getSheetName();
        this.shape = shape;
        this.nulls = new NullTexts(format.nulls());
    }

    /**
     * Opens a workbook.
     *
     * @param shape the contract as {@link dev.runnel.connectors.format.record.SourceShape} sees it
     * @throws BrokenFileException when it is no workbook, or has no such sheet
     * @throws IOException when the file cannot be read
     */
    public static ExcelRecords open(DataFile file, ExcelFormat format, RecordType shape, Mark from) throws IOException {
        Workbook workbook = Workbooks.open(file);
        try {
            Sheet sheet = Workbooks.sheet(file, workbook, Optional.ofNullable(format.sheet()));
            ExcelRecords records = new ExcelRecords(file, workbook, sheet, format, shape);
            records.begin(format, from.row());
            return records;
        } catch (BrokenFileException e) {
            workbook.close();
            throw e;
        } catch (RuntimeException e) {
            workbook.close();
            throw Workbooks.damaged(file, e);
        }
    }

    /** Reads the header, and passes over the rows before a mark. */
    private void begin(ExcelFormat format, long row) throws BrokenFileException {
        rows.passBefore(format.headerRow());
        List<String> names = new ArrayList<>();
        if (format.header()) {
            rows.passEmpty();
            Optional<Row> header = rows.take();
            if (header.isPresent()) {
                header(header.get(), names);
            }
        }
        columns = Column.of(format.columns().isEmpty() ? names : format.columns(), shape);
        rows.passBefore(row);
    }

    private void header(Row header, List<String> names) throws BrokenFileException {
        for (Cell cell : header) {
            if (cell.getColumnIndex() >= Column.MOST) {
                throw new BrokenFileException(
                        file.name(),
                        "its header has more than " + Column.MOST + " columns",
                        "name another `sheet` or `header_row`",
                        null);
            }
            while (names.size() < cell.getColumnIndex()) {
                names.add(letters(names.size()));
            }
            String name = ExcelCell.text(cell, CellKind.TEXT);
            names.add(name.isEmpty() ? letters(names.size()) : name);
        }
    }

    private static String letters(int index) {
        return CellReference.convertNumToColString(index);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        try {
            rows.passEmpty();
            Optional<Row> row = rows.take();
            return row.isEmpty() ? Optional.empty() : Optional.of(record(row.get()));
        } catch (IOException | RuntimeException e) {
            throw Workbooks.damaged(file, e);
        }
    }

    private FileRecord record(Row row) throws IOException {
        long number = row.getRowNum() + 1L;
        json.begin();
        for (Cell cell : row) {
            String text = ExcelCell.text(cell, CellKind.TEXT);
            if (!text.isEmpty() && !nulls.matches(text.toCharArray(), 0, text.length())) {
                write(cell);
            }
        }
        Place at = new Place(file.name(), Optional.of(sheet), number);
        return FileRecord.of(json.end(), at, new Mark(0, 0, number + 1));
    }

    private void write(Cell cell) throws IOException {
        int index = cell.getColumnIndex();
        Column column = index < columns.size() ? columns.get(index) : Column.of(letters(index), shape);
        char[] text = ExcelCell.text(cell, column.kind()).toCharArray();
        boolean wanted = shape.field(column.name().getValue()).isPresent();
        json.cell(column.name(), wanted ? column.kind() : ExcelCell.ownKind(cell), text, 0, text.length);
    }

    @Override
    public void close() throws IOException {
        rows.close();
        workbook.close();
    }
}
