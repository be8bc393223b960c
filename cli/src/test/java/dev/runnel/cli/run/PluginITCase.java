package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector of docs/plugins.md, as it stands there: built, put into {@code plugins/}, checked and run. */
class PluginITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final int LINES = 60_000;
    private static final String CLASS = "com/example/LinesConnector";

    @TempDir
    static Path pipeline;

    private final int port = Ports.free();

    @BeforeAll
    static void build() throws Exception {
        RUNNEL.prepare();
        String page = Files.readString(Path.of("..", "docs", "plugins.md"));
        Path code = pipeline.resolve("src/" + CLASS + ".java");
        Files.createDirectories(code.resolveSibling("."));
        Files.writeString(code, block(page, "java"));
        Path classes = Files.createDirectories(pipeline.resolve("build"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        code.toString());
        assertThat(failed).isZero();
        Files.createDirectories(pipeline.resolve("plugins"));
        jar(classes, pipeline.resolve("plugins/lines.jar"));
        Files.writeString(pipeline.resolve("runnel.yaml"), block(page, "yaml"));
        Files.writeString(
                pipeline.resolve("notes.txt"),
                IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> "line " + i + "\n")
                        .collect(Collectors.joining()));
    }

    private static String block(String page, String language) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                var compiled = Files.walk(classes)) {
            for (Path each : compiled.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                out.write(Files.readAllBytes(each));
            }
            out.putNextEntry(new JarEntry("META-INF/services/dev.runnel.core.connector.Connector"));
            out.write("com.example.LinesConnector\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void checkSchemaAndReferenceKnowIt() throws Exception {
        assertThat(RUNNEL.run(Map.of(), "check", pipeline.toString()).exitCode())
                .isZero();
        assertThat(RUNNEL.run(Map.of(), "check", pipeline.toString(), "--print-schema")
                        .out())
                .contains("\"lines\"");
        assertThat(RUNNEL.run(Map.of(), "check", pipeline.toString(), "--print-reference")
                        .out())
                .contains("## lines (source)", "| `path` |");
    }

    @Test
    void itsRowsAreThereOnceAlsoAfterAKill() throws Exception {
        Path data = pipeline.resolve("data");
        try (RunnelProcess process = start(data)) {
            process.awaitReady();
            await(process, 1);
            process.kill();
        }
        try (RunnelProcess process = start(data)) {
            process.awaitReady();
            await(process, LINES);
        }
    }

    private RunnelProcess start(Path data) {
        return RunnelProcess.start(
                RUNNEL,
                port,
                data.resolveSibling("output.txt"),
                "run",
                pipeline.toString(),
                "--data-dir",
                data.toString());
    }

    private static void await(RunnelProcess process, int rows) throws Exception {
        Pattern total = Pattern.compile("\"c\":(\\d+),\"d\":(\\d+)");
        long deadline = System.nanoTime() + 90_000_000_000L;
        while (System.nanoTime() < deadline) {
            Matcher now = total.matcher(process.get("/total"));
            if (now.find() && Integer.parseInt(now.group(1)) >= rows) {
                assertThat(now.group(1)).isEqualTo(now.group(2));
                assertThat(Integer.parseInt(now.group(1))).isLessThanOrEqualTo(LINES);
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no " + rows + " rows within 90 s\n" + process.output());
    }
}
