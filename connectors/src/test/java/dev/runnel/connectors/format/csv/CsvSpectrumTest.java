package dev.runnel.connectors.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.Resuming;
import dev.runnel.connectors.format.text.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Awkward files of somebody else's, with what they hold. */
class CsvSpectrumTest {

    @Test
    void readsEveryFileOfTheCollection() throws IOException {
        Path root = Given.shared("csv-spectrum");
        List<Path> files;
        try (Stream<Path> listed = Files.list(root.resolve("csvs"))) {
            files = listed.toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(11);
        for (Path file : files) {
            Given.Opening opening = from ->
                    CsvRecords.open(Given.local(file), Compression.NONE, CsvFormat.STANDARD, Given.NOTHING, from);
            Path expected =
                    root.resolve("json").resolve(file.getFileName().toString().replace(".csv", ".json"));
            assertThat((Object) Given.all(opening).stream().map(Given::json).toList())
                    .as(file.toString())
                    .isEqualTo(Given.json(expected));
            Resuming.check(opening);
        }
    }
}
