package dev.runnel.connectors.format;

import dev.runnel.connectors.format.columnar.AvroFileRecords;
import dev.runnel.connectors.format.columnar.ParquetRecords;
import dev.runnel.connectors.format.csv.CsvFormat;
import dev.runnel.connectors.format.csv.CsvRecords;
import dev.runnel.connectors.format.excel.ExcelFormat;
import dev.runnel.connectors.format.excel.ExcelRecords;
import dev.runnel.connectors.format.json.JsonLines;
import dev.runnel.connectors.format.json.JsonValues;
import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.connectors.format.record.SourceShape;
import dev.runnel.connectors.format.text.Compression;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.RecordType;
import dev.runnel.engine.row.ShippedContract;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a source are read. Immutable and thread safe, and can be sent to where they are read.
 *
 * @param format null where each file's name says it
 * @param compression null where each file's name says it
 * @param csv for CSV; its encoding holds for every format of text
 * @param tsv for TSV
 * @param excel for workbooks
 * @param contract what the records are read for
 */
public record FileReading(
        @Nullable FileFormat format,
        @Nullable Compression compression,
        CsvFormat csv,
        CsvFormat tsv,
        ExcelFormat excel,
        ShippedContract contract)
        implements Serializable {

    /** What the settings, which are checked, say. */
    public static FileReading of(Settings settings, Contract contract) {
        return new FileReading(
                settings.find(FormatOptions.FORMAT).map(FileFormat::ofId).orElse(null),
                settings.find(FormatOptions.COMPRESSION)
                        .map(c -> Compression.valueOf(c.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                delimited(settings, ","),
                delimited(settings, "tab"),
                excel(settings),
                ShippedContract.of(contract));
    }

    /** The same for files of a format, whatever their names say. */
    public FileReading as(FileFormat other) {
        return new FileReading(other, compression, csv, tsv, excel, contract);
    }

    private static CsvFormat delimited(Settings settings, String delimiter) {
        Character between =
                CharacterKind.of(settings.find(FormatOptions.DELIMITER).orElse(delimiter));
        return new CsvFormat(
                settings.get(FormatOptions.HEADER),
                settings.get(FormatOptions.COLUMNS),
                between == null ? ',' : between,
                CharacterKind.of(settings.get(FormatOptions.QUOTE)),
                CharacterKind.of(settings.find(FormatOptions.ESCAPE).orElse(CharacterKind.NONE)),
                CharacterKind.of(settings.find(FormatOptions.COMMENT).orElse(CharacterKind.NONE)),
                settings.find(FormatOptions.ENCODING).orElse(null),
                settings.get(FormatOptions.NULLS));
    }

    private static ExcelFormat excel(Settings settings) {
        List<String> columns = settings.get(FormatOptions.COLUMNS);
        return new ExcelFormat(
                settings.find(FormatOptions.SHEET).orElse(null),
                settings.get(FormatOptions.HEADER),
                settings.find(FormatOptions.HEADER_ROW).orElse(0),
                columns,
                settings.get(FormatOptions.NULLS));
    }

    /**
     * Opens a file.
     *
     * @param from {@link Mark#START}, or the mark behind a record of the file that was read with the same settings
     * @throws BrokenFileException when it is not of its format, or nobody says which that is
     * @throws IOException when it cannot be read
     */
    public RecordReader open(DataFile file, Mark from) throws IOException {
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        FileFormat of = format != null ? format : formatOf(file, name);
        Compression packed = compression != null ? compression : Compression.of(name);
        RecordType shape = SourceShape.of(contract.contract().type());
        Optional<Charset> encoding = Optional.ofNullable(csv.encoding()).map(Charset::forName);
        return switch (of) {
            case CSV -> CsvRecords.open(file, packed, csv, shape, from);
            case TSV -> CsvRecords.open(file, packed, tsv, shape, from);
            case JSON -> JsonValues.open(file, packed, encoding, from);
            case NDJSON -> JsonLines.open(file, packed, encoding, from);
            case PARQUET -> ParquetRecords.open(file, shape, from);
            case AVRO -> AvroFileRecords.open(file, shape, from);
            case EXCEL -> ExcelRecords.open(file, excel, shape, from);
        };
    }

    private static FileFormat formatOf(DataFile file, String name) throws BrokenFileException {
        Optional<FileFormat> format = FileFormat.of(name);
        if (format.isEmpty()) {
            throw new BrokenFileException(
                    file.name(),
                    "its name does not say which format it has",
                    "say it with `format`, or let `path` name other files",
                    null);
        }
        return format.get();
    }
}
