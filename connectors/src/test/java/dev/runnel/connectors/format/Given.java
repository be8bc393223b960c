package dev.runnel.connectors.format;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.LocalFile;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What the tests of file formats share: files, contracts, and everything that a reader gives. */
public final class Given {
    /** A contract that wants nothing. */
    public static final RecordType NOTHING = new RecordType(List.of());

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Given() {}

    /** Opens a reader at a mark. */
    public interface Opening {
        RecordReader at(Mark from) throws IOException;
    }

    public static DataFile file(Path folder, String name, byte[] content) {
        try {
            return local(Files.write(folder.resolve(name), content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DataFile file(Path folder, String name, String content) {
        return file(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    public static DataFile local(Path path) {
        return new LocalFile(path, path.getFileName().toString());
    }

    /** Fields, {@code "id bigint"}. */
    public static RecordType type(Object... namesAndTypes) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            fields.add(Field.of((String) namesAndTypes[i], (Type) namesAndTypes[i + 1], false));
        }
        return new RecordType(fields);
    }

    public static Contract contract(RecordType type) {
        return new Contract("rows", type, Optional.empty(), Optional.empty(), Contract.UnknownFields.KEEP);
    }

    /** Everything from a mark on. */
    public static List<FileRecord> all(Opening opening, Mark from) {
        List<FileRecord> records = new ArrayList<>();
        try (RecordReader reader = opening.at(from)) {
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    public static List<FileRecord> all(Opening opening) {
        return all(opening, Mark.START);
    }

    /** The records as text; one that is broken with its code before it. */
    public static List<String> texts(Opening opening) {
        return all(opening).stream().map(Given::text).toList();
    }

    public static String text(FileRecord record) {
        String text = new String(record.value(), StandardCharsets.UTF_8);
        return record.broken().map(b -> b.reason().id() + " " + text).orElse(text);
    }

    /** What a record is at its place, for comparing. */
    public static List<String> placed(List<FileRecord> records) {
        return records.stream()
                .map(r -> r.at() + " " + text(r) + " " + r.next())
                .toList();
    }

    public static Map<?, ?> json(FileRecord record) {
        try {
            return JSON.readValue(record.value(), Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(text(record), e);
        }
    }

    public static Object json(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Object.class);
    }

    /** A folder of the real inputs that are not part of the project; the test is skipped where it is not there. */
    public static Path shared(String folder) {
        Path root = Path.of(Optional.ofNullable(System.getProperty("RUNNEL_SHARED_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("RUNNEL_SHARED_DATA")))
                .orElse("../../shared/data"));
        Path found = root.resolve(folder);
        Assumptions.assumeTrue(
                Files.isDirectory(found),
                "the shared data is not at " + root.toAbsolutePath().normalize()
                        + " (say where with RUNNEL_SHARED_DATA)");
        return found;
    }
}
