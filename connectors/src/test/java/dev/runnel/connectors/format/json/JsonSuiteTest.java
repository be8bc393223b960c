package dev.runnel.connectors.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.connectors.format.text.Compression;
import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Somebody else's collection of texts that are JSON, and of texts that are not. */
class JsonSuiteTest {
    /** Files without a record are no mistake of a source. */
    private static final Set<String> EMPTY =
            Set.of("n_structure_no_data.json", "n_single_space.json", "n_structure_UTF8_BOM_no_data.json");

    private enum Verdict {
        /** All records can be used, as far as they are objects. */
        GOOD,
        /** The file, or one of its records, is refused. */
        REFUSED
    }

    @Test
    void takesWhatIsJsonAndRefusesWhatIsNot() throws IOException {
        Path root = Given.shared("json-test-suite").resolve("test_parsing");
        List<Path> files;
        try (Stream<Path> listed = Files.list(root)) {
            files = listed.sorted().toList();
        }
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.startsWith("i_") || EMPTY.contains(name)) {
                verdict(file); // either is right, as long as it is one
                continue;
            }
            judged++;
            if (verdict(file) != (name.startsWith("y_") ? Verdict.GOOD : Verdict.REFUSED)) {
                wrong.add(name);
            }
        }
        assertThat(judged).isGreaterThan(270);
        assertThat(wrong).isEmpty();
    }

    private static Verdict verdict(Path file) {
        RecordDecoder decoder = RecordDecoder.of(Given.contract(Given.NOTHING));
        DecodedRecord record = decoder.newRecord();
        boolean json = file.getFileName().toString().startsWith("y_");
        try (RecordReader reader = JsonValues.open(Given.local(file), Compression.NONE, Optional.empty(), Mark.START)) {
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                byte[] value = next.get().value();
                boolean good = next.get().broken().isPresent()
                        ? json // a value that is no object
                        : decoder.decode(value, 0, value.length, record);
                if (!good) {
                    return Verdict.REFUSED;
                }
            }
            return Verdict.GOOD;
        } catch (IOException e) {
            return Verdict.REFUSED;
        }
    }
}
