package dev.runnel.connectors.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.Fixture;
import dev.runnel.core.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code runnel check} answers within a second because a destination's checks load none of what it writes with. */
class LakeClassLoadingTest {
    @TempDir
    Path folder;

    /** What {@code runnel check} does with a lake destination, in a Java machine of its own. */
    static final class Check {
        public static void main(String[] args) {
            Diagnostics out = new Diagnostics();
            Fixture.LAKE.check(
                    Fixture.settings("{ partition_by: [day(event.timestamp), typ], roll: { every: 1s } }"),
                    Fixture.CLICKS,
                    out);
            System.out.println(Fixture.LAKE.spec().type() + " " + out.all().size());
        }
    }

    @Test
    void checksLoadNoClassOfFlinkOrTheFormats() throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        Path output = folder.resolve("output.txt");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Check.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(output, StandardCharsets.UTF_8).strip()).isEqualTo("lake 1");
        List<String> loaded = Files.readAllLines(log, StandardCharsets.UTF_8);
        assertThat(loaded).anyMatch(line -> line.contains("dev.runnel.connectors.lake.LakeConnector "));
        assertThat(loaded).noneMatch(line -> line.contains(" org.apache.") || line.contains(" org.duckdb."));
    }
}
