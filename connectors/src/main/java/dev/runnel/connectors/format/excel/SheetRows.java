package dev.runnel.connectors.format.excel;

import com.github.pjfanning.xlsx.CloseableIterator;
import dev.runnel.connectors.format.record.CellKind;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet, of which the next can be looked at. Not thread safe. */
final class SheetRows implements Closeable {
    private final Iterator<Row> rows;
    private @Nullable Row ahead;

    SheetRows(Sheet sheet) {
        rows = sheet.rowIterator();
    }

    /** The next row, which is behind then. */
    Optional<Row> take() {
        Row next = look();
        ahead = null;
        return Optional.ofNullable(next);
    }

    private @Nullable Row look() {
        if (ahead == null && rows.hasNext()) {
            ahead = rows.next();
        }
        return ahead;
    }

    /** Passes over rows before a number, which is from 1. */
    void passBefore(long number) {
        for (Row next = look(); next != null && next.getRowNum() + 1L < number; next = look()) {
            ahead = null;
        }
    }

    /** Passes over rows without a value. */
    void passEmpty() {
        for (Row next = look(); next != null && isEmpty(next); next = look()) {
            ahead = null;
        }
    }

    private static boolean isEmpty(Row row) {
        for (Cell cell : row) {
            if (!ExcelCell.text(cell, CellKind.TEXT).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        if (rows instanceof CloseableIterator<?> closeable) {
            closeable.close();
        }
    }
}
