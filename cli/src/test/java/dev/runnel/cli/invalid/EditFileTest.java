package dev.runnel.cli.invalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.core.record.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNotEditedComesBackByteForByte() throws IOException {
        List<byte[]> originals = List.of(
                bytes("{ \"id\" : 1.0 , \"s\":\"\\u00e9\"}"),
                bytes("{\"id\":\n 2}"),
                bytes("{\"id\":"),
                bytes("[1, 2]"),
                new byte[] {(byte) 0xff, 0, 1});
        Path file = EditFile.write(
                "events",
                java.util.stream.IntStream.range(0, originals.size())
                        .mapToObj(i -> record(i, originals.get(i)))
                        .toList());
        List<EditFile.Line> read = EditFile.read(file);
        Files.delete(file);

        assertThat(read).hasSameSizeAs(originals);
        for (int i = 0; i < originals.size(); i++) {
            assertThat(read.get(i).id()).isEqualTo("events/0/" + i);
            assertThat(read.get(i).number()).isEqualTo(i + 1);
            assertThat(read.get(i).value()).isEqualTo(originals.get(i));
        }
    }

    @Test
    void aLineThatIsNoneIsNamed() throws IOException {
        for (String line : new String[] {"{\"id\":\"events/0/1\"}", "nonsense", "{\"id\":\"a\",\"record\":{}", "[1]"}) {
            Path file = folder.resolve("edited.ndjson");
            Files.writeString(file, "{\"id\":\"events/0/0\",\"record\":{}}\n\n" + line + "\n");
            assertThatThrownBy(() -> EditFile.read(file))
                    .as(line)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("edited.ndjson:3: ")
                    .hasMessageContaining("nothing was sent");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InvalidRecord record(long offset, byte[] original) {
        return new InvalidRecord(
                "events", 0, offset, Instant.EPOCH, Map.of(Headers.CODE, "syntax"), original, Optional.of(false));
    }
}
