package dev.runnel.connectors.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is damaged, or is not what it is said to be, is one clear message, whatever its format. */
class DamagedFilesTest {
    private static final Location AT = Location.of(Path.of("runnel.yaml"));
    private static final int ROWS = 3000;

    @TempDir
    Path folder;

    private final FileReading reading = FileReading.of(Settings.empty(AT), Given.contract(Given.NOTHING));
    private Samples samples;

    @BeforeEach
    void samples() {
        samples = new Samples(folder, ROWS);
    }

    private List<FileRecord> read(DataFile file) {
        return Given.all(from -> reading.open(file, from));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv",
                "csv.gz",
                "csv.zst",
                "json",
                "json.gz",
                "ndjson",
                "ndjson.zst",
                "parquet",
                "avro",
                "xlsx",
                "xls"
            })
    void readsTheWholeFile(String ending) throws IOException {
        List<FileRecord> records = read(samples.file(ending));
        assertThat(records).hasSize(ROWS).allMatch(r -> r.broken().isEmpty());
        assertThat(Given.text(records.get(ROWS - 1))).contains("2999");
        if (ending.startsWith("json.") || ending.startsWith("ndjson.")) {
            DataFile file = samples.file(ending);
            Resuming.check(from -> reading.open(file, from));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "csv.gz,cannot be unpacked behind byte",
        "csv.zst,cannot be unpacked behind byte",
        "ndjson.zst,cannot be unpacked behind byte",
        "json,it is no JSON behind record 1",
        "json.gz,cannot be unpacked behind byte",
        "parquet,'it is no Parquet file, or its footer is damaged'",
        "avro,it cannot be read behind record",
        "xlsx,'the workbook is damaged, or no Excel workbook'",
        "xls,'the workbook is damaged, or no Excel workbook'"
    })
    void aFileThatWasCutIsOneClearMessage(String ending, String message) throws IOException {
        byte[] whole = Files.readAllBytes(samples.path(ending));
        DataFile cut = Given.file(folder, "cut." + ending, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(cut))
                .hasCauseInstanceOf(BrokenFileException.class)
                .hasMessageContaining("cut." + ending + ": ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv.gz", "csv.zst", "json", "parquet", "avro", "xlsx", "xls"})
    void aFileOfAnotherFormatIsOneClearMessage(String ending) {
        DataFile file = Given.file(folder, "t." + ending, "<html>this is a page</html>\n".repeat(100));
        assertThatThrownBy(() -> read(file))
                .hasCauseInstanceOf(BrokenFileException.class)
                .hasMessageContaining("t." + ending + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv.gz", "csv.zst", "json", "ndjson", "parquet", "avro", "xlsx", "xls"})
    void whateverTheBytesNothingButAMessageComes(String ending) throws IOException {
        byte[] whole = Files.readAllBytes(samples.path(ending));
        Random random = new Random(7);
        for (int i = 0; i < 25; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 1 + i / 4; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            DataFile file = Given.file(folder, "damaged." + ending, damaged);
            try (RecordReader reader = reading.open(file, Mark.START)) {
                Optional<FileRecord> next = reader.next();
                while (next.isPresent()) {
                    next = reader.next();
                }
            } catch (BrokenFileException e) {
                assertThat(e).hasMessageContaining("damaged." + ending + ": ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv.gz", "json", "ndjson", "parquet", "avro", "xlsx", "xls"})
    void aFileThatIsGoneIsNotBroken(String ending) {
        DataFile gone = Given.local(folder.resolve("gone." + ending));
        assertThatThrownBy(() -> reading.open(gone, Mark.START))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(BrokenFileException.class);
    }

    @Test
    void aNameThatSaysNoFormatIsOneClearMessage() {
        assertThatThrownBy(() -> reading.open(Given.file(folder, "t.dat", "a\n"), Mark.START))
                .hasMessage(
                        "t.dat: its name does not say which format it has; say it with `format`, or let `path` name other"
                                + " files");
    }
}
