package dev.runnel.connectors.format.record;

import dev.runnel.core.record.SourcePosition;
import java.util.Optional;

/**
 * Where a record stands, for people.
 *
 * @param file the file's name
 * @param sheet of a workbook
 * @param row from 1: the first line of the record in text, the row in a sheet, else the record's number
 */
public record Place(String file, Optional<String> sheet, long row) implements SourcePosition {

    /** {@code orders.csv:17}, {@code book.xlsx!Orders:17}. */
    @Override
    public String toString() {
        return file + sheet.map(s -> "!" + s).orElse("") + ":" + row;
    }
}
