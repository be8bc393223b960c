package dev.runnel.connectors.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.EnvironmentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code runnel check} says of a source in Google Drive, without asking anybody. */
class DriveCheckTest {
    @TempDir
    Path folder;

    private static List<Diagnostic> mistakes(Path folder, String options) {
        try {
            Files.writeString(
                    folder.resolve("runnel.yaml"),
                    """
                    name: shop
                    streams:
                      sales:
                        source: { google_drive: { %s } }
                        fields: { id: bigint! }
                    """
                            .formatted(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Diagnostics out = new Diagnostics();
        EnvironmentFile.readPipeline(folder, Map.of("KEY", "{\"type\": \"hush\"}"), out);
        return out.all();
    }

    private void finds(String options, String message) {
        assertThat(mistakes(folder, options)).singleElement().satisfies(m -> {
            assertThat(m.message()).contains(message);
            assertThat(m.at().line()).isEqualTo(4);
        });
    }

    @Test
    void whatIsRightIsTaken() {
        for (String options : List.of(
                "file: a.csv, credentials: config/key.json",
                "file: Budget, sheet: 2026, header_row: 3, refresh: 1m, credentials: key.json",
                "folder: Sales, pattern: \"*.{csv,tsv}\", delimiter: \";\", size_limit: 1gb, credentials: key.json",
                "file: a, endpoint: \"http://127.0.0.1:1\", credentials: key.json",
                "file: a, endpoint: \"https://drive.example.com\", credentials: key.json")) {
            assertThat(mistakes(folder, options)).as(options).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsToldAtItsPlace() {
        finds("credentials: key.json", "neither 'file' nor 'folder'");
        finds("file: a, folder: b, credentials: key.json", "'file' and 'folder' both");
        finds("file: a, pattern: \"*\", credentials: key.json", "'pattern' means nothing");
        finds("folder: a, pattern: \"[a\", credentials: key.json", "is not a pattern");
        finds("file: a", "'credentials' is missing");
        finds("file: a, refresh: 50ms, credentials: key.json", "does not answer that often");
        finds("file: a, endpoint: \"http://drive.example.com\", credentials: key.json", "tokens would be sent to");
        finds("file: a.csv, sheet: Rows, credentials: key.json", "'sheet' means nothing");
        finds("file: a, credentials: ../key.json", "lies outside the pipeline's folder");
        finds("file: a, credentials: \"*.json\"", "no path of a file");
        finds("file: a, credentials: \"s3://bucket/key.json\"", "no path of a file");
    }

    @Test
    void aKeyThatIsGivenAsTextIsLookedAtAndNotShown() {
        finds("file: a, credentials: \"${env:KEY}\"", "the text of 'credentials' is no key file of Google's");
        assertThat(mistakes(folder, "file: a, credentials: \"${env:KEY}\"").toString())
                .doesNotContain("hush");
    }

    /** What {@code runnel check} does, in a Java machine of its own. */
    static final class Check {
        public static void main(String[] args) {
            System.out.println(mistakes(Path.of(args[0]), "file: a.csv, credentials: key.json")
                    .size());
        }
    }

    @Test
    void checksLoadNoClassOfGoogle() throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        Path output = folder.resolve("output.txt");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Check.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(output, StandardCharsets.UTF_8).strip()).isEqualTo("0");
        List<String> loaded = Files.readAllLines(log, StandardCharsets.UTF_8);
        assertThat(loaded).anyMatch(line -> line.contains("dev.runnel.connectors.drive.source.DriveConnector "));
        assertThat(loaded).filteredOn(line -> line.contains(" com.google.")).isEmpty();
    }
}
