package dev.runnel.connectors.format;

import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import java.util.List;

/** What can be said of how files are read, wherever they lie. */
public final class FormatOptions {
    public static final Option<String> FORMAT = Option.of(
            "format",
            Kinds.word(FileFormat.ids()),
            "The files' format; left out, each file's name says it: `orders.csv.gz`, `book.xlsx`.");
    public static final Option<String> COMPRESSION = Option.of(
            "compression",
            Kinds.word("none", "gzip", "zstd"),
            "How files of text are packed; left out, `.gz` and `.zst` behind their names say it.");
    public static final Option<Boolean> HEADER = Option.of(
                    "header",
                    Kinds.bool(),
                    "Whether a row of a CSV, TSV or Excel file names the columns. Without one, and without `columns`, they are"
                            + " `c1`, `c2` and so on, in Excel `A`, `B`.")
            .or(true);
    public static final Option<List<String>> COLUMNS = Option.of(
                    "columns",
                    Kinds.oneOrMore(Kinds.string()),
                    "Names of the columns of a CSV, TSV or Excel file, from the left; they replace those of the header.")
            .or(List.of());
    public static final Option<String> DELIMITER = Option.of(
            "delimiter", new CharacterKind(false), "What stands between cells; left out, `,` in CSV and a tab in TSV.");
    public static final Option<String> QUOTE = Option.of(
                    "quote",
                    new CharacterKind(true),
                    "What stands around cells that hold delimiters or line ends; doubled it is itself.")
            .or("\"");
    public static final Option<String> ESCAPE = Option.of(
            "escape",
            new CharacterKind(true),
            "What makes a delimiter, a quote, a line end or itself behind it part of a cell, such as `\\`; left out, only a"
                    + " doubled quote does.");
    public static final Option<String> COMMENT = Option.of(
            "comment",
            new CharacterKind(true),
            "What begins a line of a CSV or TSV file that is passed over, such as `#`; left out, no line is.");
    public static final Option<String> ENCODING = Option.of(
            "encoding",
            new EncodingKind(),
            "The encoding of files of text, such as `utf-16` or `latin-1`; left out, a byte order mark says it, and else it is"
                    + " UTF-8.");
    public static final Option<List<String>> NULLS = Option.of(
                    "nulls",
                    Kinds.oneOrMore(Kinds.string()),
                    "Texts of cells that mean null, where they are not quoted: `[\"\", NA]`. With `[]` an empty cell is an"
                            + " empty text.")
            .or(List.of(""));
    public static final Option<String> SHEET = Option.of(
            "sheet",
            Kinds.string(),
            "The sheet of an Excel file, by its name or its number from 1; left out, the first.");
    public static final Option<Integer> HEADER_ROW = Option.of(
            "header_row",
            Kinds.integer(1, 1_048_576),
            "The row of an Excel sheet that names the columns, from 1; left out, the first that is not empty.");

    private FormatOptions() {}
}
