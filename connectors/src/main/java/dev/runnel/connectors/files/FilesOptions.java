package dev.runnel.connectors.files;

import dev.runnel.connectors.format.FormatOptions;
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
    public static final Option<Duration> WATCH = Option.of(
            "watch",
            Kinds.duration(),
            "How often to look for new files; left out, the files that are there are read and the source ends.");

    /** The declaration of the source. */
    public static final ConnectorSpec SPEC = new ConnectorSpec(
            "files",
            Role.SOURCE,
            "Rows of CSV, TSV, Excel, JSON, NDJSON, Parquet and Avro files, each file once.",
            List.of(
                    PATH,
                    FormatOptions.FORMAT,
                    FormatOptions.COMPRESSION,
                    WATCH,
                    FormatOptions.HEADER,
                    FormatOptions.COLUMNS,
                    FormatOptions.DELIMITER,
                    FormatOptions.QUOTE,
                    FormatOptions.ESCAPE,
                    FormatOptions.COMMENT,
                    FormatOptions.ENCODING,
                    FormatOptions.NULLS,
                    FormatOptions.SHEET,
                    FormatOptions.HEADER_ROW),
            Set.of(Capability.EXACTLY_ONCE),
            List.of(
                    "files: { path: data/orders.csv }",
                    "files: { path: \"in/*.csv.gz\", delimiter: \";\", encoding: latin-1, nulls: [\"\", NA], watch: 10s }",
                    "files: { path: book.xlsx, sheet: Orders, header_row: 3 }",
                    "files: { path: \"events/**/*.ndjson\" }"));

    private FilesOptions() {}
}
