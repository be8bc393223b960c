package dev.runnel.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The plain files in which contenders' settings are kept, with {@code ${name}} where a run's own values go. */
public final class Templates {
    private Templates() {}

    /**
     * Writes a template with its values put in.
     *
     * @param resource below the benchmarks' resources, {@code land/flink.sql}
     * @return the file written
     */
    public static Path write(String resource, Map<String, String> values, Path file) {
        try {
            Folders.make(file.resolveSibling("").toAbsolutePath());
            return Files.writeString(file, text(resource, values));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** A template's text with its values put in. */
    public static String text(String resource, Map<String, String> values) {
        String text = read(resource);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        int left = text.indexOf("${");
        if (left >= 0) {
            throw new IllegalStateException(
                    resource + " has no value for " + text.substring(left, text.indexOf('}', left) + 1));
        }
        return text;
    }

    private static String read(String resource) {
        try (InputStream in = Templates.class.getResourceAsStream("/dev/runnel/bench/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
