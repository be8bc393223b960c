package dev.runnel.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.cli.replay.RecordFile.FileRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n",
                "{\"a\":1}\r\n\r\n  \n{\"a\":2}\r\n{\"a\":3}",
                "[{\"a\":1},{\"a\":2},{\"a\":3}]",
                " \n[ {\"a\":1} ,\n{\"a\":2},{\"a\":3}\n]\n"
            })
    void readsTheSameRecordsFromLinesAndArrays(String text) throws IOException {
        assertThat(texts(read(write(text), 0))).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":\"ü\"}\n{\"b\":[1,[2]]}\n\"x\"\n4\n", "[{\"a\":\"ü\"} , {\"b\":[1,[2]]},\"x\" ,\n4 ]"})
    void goesOnAfterAnyRecord(String text) throws IOException {
        Path file = write(text);
        List<FileRecord> all = read(file, 0);
        assertThat(texts(all)).containsExactly("{\"a\":\"ü\"}", "{\"b\":[1,[2]]}", "\"x\"", "4");
        for (int i = 0; i < all.size(); i++) {
            assertThat(texts(read(file, all.get(i).end()))).isEqualTo(texts(all.subList(i + 1, all.size())));
        }
    }

    @Test
    void leavesABrokenLineToTheReceiver() throws IOException {
        assertThat(texts(read(write("{\"a\":1}\n{\"a\":\n"), 0))).containsExactly("{\"a\":1}", "{\"a\":");
    }

    @Test
    void tellsWhereAnArrayBreaks() throws IOException {
        Path file = write("[{\"a\":1}, {\"a\":2 ]");
        assertThatThrownBy(() -> read(file, 0)).isInstanceOf(IOException.class).hasMessageContaining("at byte 17");
    }

    @Test
    void findsNothingInAnEmptyFile() throws IOException {
        assertThat(read(write(""), 0)).isEmpty();
        assertThat(read(write("[]"), 0)).isEmpty();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("records"), text);
    }

    private static List<FileRecord> read(Path file, long from) throws IOException {
        List<FileRecord> all = new ArrayList<>();
        try (RecordFile records = RecordFile.open(file, from)) {
            for (Optional<FileRecord> r = records.next(); r.isPresent(); r = records.next()) {
                all.add(r.get());
            }
        }
        return all;
    }

    private static List<String> texts(List<FileRecord> records) {
        return records.stream()
                .map(r -> new String(r.bytes(), StandardCharsets.UTF_8))
                .toList();
    }
}
