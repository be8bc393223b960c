package dev.runnel.connectors.format.csv;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a file of delimited text is written.
 *
 * @param header whether its first row names the columns
 * @param columns names that replace those of the header, or stand for it; empty for the file's own
 * @param delimiter what stands between cells
 * @param quote what stands around cells that hold a delimiter, a quote or the end of a line; null where nothing is quoted
 * @param escape what makes a delimiter, a quote, itself or the end of a line behind it a part of the
 *     cell; null where nothing does
 * @param comment what begins a line that is passed over; null where nothing does
 * @param encoding name of the charset; null where a byte order mark decides, and without one it is UTF-8
 * @param nulls texts of unquoted cells that mean null
 */
public record CsvFormat(
        boolean header,
        List<String> columns,
        char delimiter,
        @Nullable Character quote,
        @Nullable Character escape,
        @Nullable Character comment,
        @Nullable String encoding,
        List<String> nulls)
        implements Serializable {
    /** RFC 4180 with a header; an empty cell without quotes is null. */
    public static final CsvFormat STANDARD = new CsvFormat(true, List.of(), ',', '"', null, null, null, List.of(""));

    public CsvFormat {
        columns = List.copyOf(columns);
        nulls = List.copyOf(nulls);
        if (Objects.equals(escape, quote)) {
            escape = null; // a doubled quote is one anyway
        }
    }
}
