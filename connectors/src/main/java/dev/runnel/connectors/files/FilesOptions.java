package dev.runnel.connectors.files;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What can be said of a source of files. */
public final class FilesOptions {
    public static final Option<List<String>> PATH = Option.of(
                    "path",
                    Kinds.oneOrMore(new PathKind()),
                    "Files below the pipeline's folder or one of the environment's `allow_paths`: a path, or a pattern"
                            + " with `*`, `**`, `?`, `[ab]` or `{a,b}`; or an address such as `s3://bucket/orders/*.csv` or"
                            + " `hdfs://namenode:8020/orders/*.csv`.")
            .needed();
    public static final Option<String> FORMAT = Option.of(
            "format",
            Kinds.word(FileFormat.ids()),
            "The files' format; left out, each file's name says it: `orders.csv.gz`, `book.xlsx`.");
    public static final Option<String> COMPRESSION = Option.of(
            "compression",
            Kinds.word("none", "gzip", "zstd"),
            "How files of text are packed; left out, `.gz` and `.zst` behind their names say it.");
    public static final Option<Duration> WATCH = Option.of(
            "watch",
            Kinds.duration(),
            "How often to look for new files; left out, the files that are there are read and the source ends.");
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

    /** The declaration of the source. */
    public static final ConnectorSpec SPEC = new ConnectorSpec(
            "files",
            Role.SOURCE,
            "Rows of CSV, TSV, Excel, JSON, NDJSON, Parquet and Avro files, each file once.",
            List.of(
                    PATH,
                    FORMAT,
                    COMPRESSION,
                    WATCH,
                    HEADER,
                    COLUMNS,
                    DELIMITER,
                    QUOTE,
                    ESCAPE,
                    COMMENT,
                    ENCODING,
                    NULLS,
                    SHEET,
                    HEADER_ROW),
            Set.of(Capability.EXACTLY_ONCE),
            List.of(
                    "files: { path: data/orders.csv }",
                    "files: { path: \"in/*.csv.gz\", delimiter: \";\", encoding: latin-1, nulls: [\"\", NA], watch: 10s }",
                    "files: { path: book.xlsx, sheet: Orders, header_row: 3 }",
                    "files: { path: \"events/**/*.ndjson\" }"));

    private FilesOptions() {}
}
