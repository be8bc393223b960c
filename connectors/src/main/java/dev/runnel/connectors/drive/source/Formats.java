package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.client.DriveFile;
import dev.runnel.connectors.format.FileFormat;
import dev.runnel.connectors.format.FileReading;
import java.util.Map;
import java.util.Optional;

/** How each file is read: as the settings say, else as its name says, else as Drive says. Immutable and thread safe. */
record Formats(FileReading reading) {
    private static final String OF_EDITORS = "application/vnd.google-apps.";
    private static final Map<String, FileFormat> TYPES = Map.of(
            "text/csv", FileFormat.CSV,
            "text/tab-separated-values", FileFormat.TSV,
            "application/json", FileFormat.JSON,
            "application/x-ndjson", FileFormat.NDJSON,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileFormat.EXCEL,
            "application/vnd.ms-excel", FileFormat.EXCEL,
            "application/vnd.apache.parquet", FileFormat.PARQUET);

    /** How a file is read; empty where nobody says which format it has, or it has no rows. */
    Optional<FileReading> of(DriveFile file) {
        if (file.isSheet()) {
            return Optional.of(reading.as(FileFormat.EXCEL));
        }
        if (file.mimeType().startsWith(OF_EDITORS)) {
            return Optional.empty();
        }
        if (reading.format() != null || FileFormat.of(file.name()).isPresent()) {
            return Optional.of(reading);
        }
        return Optional.ofNullable(TYPES.get(file.mimeType())).map(reading::as);
    }
}
