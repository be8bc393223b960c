package dev.runnel.connectors.format.excel;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the table of a workbook stands.
 *
 * @param sheet its name, or its number from 1; null for the first
 * @param header whether a row names the columns
 * @param headerRow the number of that row, from 1; 0 for the first that is not empty
 * @param columns names that replace those of the header, or stand for it, from column A on; empty for the file's own
 * @param nulls texts of cells that mean null
 */
public record ExcelFormat(
        @Nullable String sheet, boolean header, int headerRow, List<String> columns, List<String> nulls)
        implements Serializable {
    /** The first sheet, with a header. */
    public static final ExcelFormat STANDARD = new ExcelFormat(null, true, 0, List.of(), List.of(""));

    public ExcelFormat {
        columns = List.copyOf(columns);
        nulls = List.copyOf(nulls);
    }
}
