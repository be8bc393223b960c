package dev.runnel.cli.invalid;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.JsonTree;
import dev.runnel.core.codec.JsonEdit;
import dev.runnel.core.json.JsonSlices;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.record.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Invalid records as lines of a file to be edited: {@code {"id":"events/0/17","record":{...},"why":"..."}}. The text behind
 * {@code record} is sent as it stands there; a record that is no JSON is behind {@code text}, as a string, and one that
 * is no UTF-8 behind {@code base64}. A line that is taken out is not sent.
 */
public final class EditFile {
    /** Records that can be edited at once. */
    public static final int MOST = 1_000;

    private EditFile() {}

    /**
     * One line.
     *
     * @param number from 1
     */
    public record Line(int number, String id, byte[] value) {}

    /** Writes records into a new file that only this user can read. */
    public static Path write(String stream, List<InvalidRecord> records) throws IOException {
        Path file = Files.createTempFile("runnel-" + stream + "-", ".ndjson");
        List<String> lines = new ArrayList<>();
        records.forEach(r -> lines.add(line(r)));
        return Files.write(file, lines);
    }

    private static String line(InvalidRecord record) {
        String why = (record.reason(Headers.CODE) + " " + record.reason(Headers.FIELD)).strip() + ": "
                + record.reason(Headers.MESSAGE);
        String text = record.text().orElse("");
        String value = record.text().isEmpty()
                ? "\"base64\":" + JsonText.of(Base64.getEncoder().encodeToString(record.original()))
                : isOneLineOfJson(text) ? "\"record\":" + text : "\"text\":" + JsonText.of(text);
        return "{\"id\":" + JsonText.of(record.id()) + "," + value + ",\"why\":" + JsonText.of(why) + "}";
    }

    private static boolean isOneLineOfJson(String text) {
        return text.startsWith("{")
                && text.endsWith("}")
                && text.lines().count() == 1
                && JsonEdit.valueOf(text).equals(text);
    }

    /**
     * Reads what was saved.
     *
     * @throws CommandFailure with the line, when one is not as it has to be
     */
    public static List<Line> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, file + " cannot be read: " + e.getMessage(), e);
        }
        List<Line> read = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                try {
                    read.add(read(i + 1, lines.get(i)));
                } catch (IOException | IllegalArgumentException e) {
                    throw new CommandFailure(
                            ExitCode.INVALID_PIPELINE,
                            file + ":" + (i + 1) + ": not {\"id\":\"...\",\"record\":{...}}: " + firstLine(e)
                                    + "; nothing was sent",
                            e);
                }
            }
        }
        return read;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Line read(int number, String line) throws IOException {
        Map<String, @Nullable Object> members = JsonTree.object(line);
        String id = JsonTree.text(members, "id");
        byte[] value = members.containsKey("base64")
                ? Base64.getDecoder().decode(JsonTree.text(members, "base64"))
                : text(line, members).getBytes(StandardCharsets.UTF_8);
        if (id.isEmpty() || value.length == 0) {
            throw new IOException("`id` or `record` is missing");
        }
        return new Line(number, id, value);
    }

    private static String text(String line, Map<String, @Nullable Object> members) throws IOException {
        return members.containsKey("text")
                ? JsonTree.text(members, "text")
                : JsonSlices.of(line).getOrDefault("record", "");
    }
}
