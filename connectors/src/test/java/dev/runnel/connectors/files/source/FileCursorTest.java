package dev.runnel.connectors.files.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.files.folder.FoundFile;
import dev.runnel.connectors.format.FileReading;
import dev.runnel.connectors.format.csv.CsvFormat;
import dev.runnel.connectors.format.excel.ExcelFormat;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.engine.row.ShippedContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that breaks off, and one that goes. */
class FileCursorTest {
    private static final CsvFormat CSV = new CsvFormat(true, List.of(), ',', '"', null, null, null, List.of(""));
    private static final FileReading READING = new FileReading(
            null,
            null,
            CSV,
            CSV,
            new ExcelFormat(null, true, 0, List.of(), List.of("")),
            ShippedContract.of(new Contract(
                    "orders",
                    new RecordType(List.of(Field.of("id", Type.Primitive.BIGINT, true))),
                    Optional.empty(),
                    Optional.empty(),
                    Contract.UnknownFields.KEEP)));

    @TempDir
    Path folder;

    private FileSplit split(String name, Mark mark) {
        return new FileSplit(new FoundFile(folder.resolve(name).toString(), name, 9, 0), mark);
    }

    @Test
    void theRestThatCannotBeReadIsOneRecordAlsoWhenReadingGoesOnBehindIt() throws IOException {
        Files.writeString(folder.resolve("no.parquet"), "no parquet");
        Mark behind;
        try (FileCursor cursor = new FileCursor(READING, split("no.parquet", Mark.START))) {
            FileRecord record = cursor.next().orElseThrow();
            assertThat(record.broken()).isPresent();
            assertThat(record.record().position()).hasToString("no.parquet:1");
            assertThat(cursor.next()).isEmpty();
            behind = record.next();
        }
        try (FileCursor cursor = new FileCursor(READING, split("no.parquet", behind))) {
            assertThat(cursor.next()).isEmpty();
        }
    }

    @Test
    void aFileThatIsGoneIsNamedWithWhatToDo() throws IOException {
        try (FileCursor cursor = new FileCursor(READING, split("gone.csv", Mark.START))) {
            assertThatThrownBy(cursor::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("gone.csv cannot be read: ")
                    .hasMessageContaining("put it back");
        }
    }
}
