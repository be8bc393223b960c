package dev.runnel.connectors.drive;

import dev.runnel.connectors.format.FormatOptions;
import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What can be said of files of Google Drive as a source. */
public final class DriveOptions {
    public static final Option<String> FILE =
            Option.of("file", Kinds.string(), "The file: its name, its id, or its address in the browser.");
    public static final Option<String> FOLDER = Option.of(
            "folder",
            Kinds.string(),
            "Instead of `file`, every file below a folder, at any depth: the folder's name, its id, or its address in the"
                    + " browser.");
    public static final Option<String> PATTERN = Option.of(
            "pattern",
            new NamePatternKind(),
            "Which files of the `folder`, by their names: `*.csv`, `sales-{2025,2026}.*`; left out, all that can be read.");
    public static final Option<String> CREDENTIALS = Option.of(
                    "credentials",
                    Kinds.string(),
                    "The key file of a service account, or of an OAuth client of the type \"Desktop app\" with which somebody"
                            + " signs in (`runnel drive login`): a path below the pipeline's folder or one of `allow_paths`, or"
                            + " what is in the file, by `${env:NAME}`.")
            .needed();
    public static final Option<Duration> REFRESH = Option.of(
                    "refresh", Kinds.duration(), "How often Drive is asked what has changed, at least 100ms.")
            .or(Duration.ofSeconds(30));
    public static final Option<Long> SIZE_LIMIT = Option.of(
                    "size_limit", Kinds.size(), "The largest file that is read; a larger one is an invalid record.")
            .or(100L << 20);
    public static final Option<URI> ENDPOINT = Option.of(
            "endpoint",
            Kinds.httpUrl(),
            "The address of another server that speaks Drive's protocol: https, or this machine itself.");

    /** The declaration of the source. */
    public static final ConnectorSpec SPEC = new ConnectorSpec(
            "google_drive",
            Role.SOURCE,
            "Rows of files in Google Drive (CSV, TSV, Excel, Google Sheets, JSON, NDJSON, Parquet, Avro), kept up to date: rows"
                    + " that are edited or deleted are taken back.",
            List.of(
                    FILE,
                    FOLDER,
                    PATTERN,
                    CREDENTIALS,
                    REFRESH,
                    SIZE_LIMIT,
                    FormatOptions.FORMAT,
                    FormatOptions.COMPRESSION,
                    FormatOptions.HEADER,
                    FormatOptions.COLUMNS,
                    FormatOptions.DELIMITER,
                    FormatOptions.QUOTE,
                    FormatOptions.ESCAPE,
                    FormatOptions.COMMENT,
                    FormatOptions.ENCODING,
                    FormatOptions.NULLS,
                    FormatOptions.SHEET,
                    FormatOptions.HEADER_ROW,
                    ENDPOINT),
            Set.of(Capability.EXACTLY_ONCE, Capability.RETRACTS),
            List.of(
                    "google_drive: { file: sample_data.csv, refresh: 30s, credentials: config/credentials.json }",
                    "google_drive: { file: Budget, sheet: 2026, header_row: 3, credentials: config/key.json }",
                    "google_drive: { folder: Sales, pattern: \"*.csv\", size_limit: 10mb, credentials: key.json }"));

    private DriveOptions() {}
}
