package dev.runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    private static final String EXAMPLE = "../examples/clickstream";
    private static final String MISTAKEN =
            """
            name: shop
            streams:
              events:
                source: { http: { pat: /collect } }
                fields:
                  id: bigintt!
                  type: { type: string, one_off: [a] }
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void checkFindsNothingInTheExample() {
        assertThat(run("check", EXAMPLE)).isZero();
        assertThat(out.toString()).isEqualTo("clickstream: 1 stream, 2 models, 9 tests: no mistakes\n");
    }

    @Test
    void checkReportsEveryMistakeAtItsPlace() throws IOException {
        assertThat(run("check", pipeline(MISTAKEN))).isEqualTo(2);
        assertThat(out.toString().lines().toList())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("runnel.yaml:4:23: error:", "did you mean 'path'?"))
                .anySatisfy(line -> assertThat(line).contains("runnel.yaml:6:11: error:", "did you mean 'bigint'?"))
                .anySatisfy(line -> assertThat(line).contains("runnel.yaml:7:29: error:", "did you mean 'one_of'?"))
                .last()
                .isEqualTo("3 errors");
    }

    @Test
    void checkReadsTheTestsToo() throws IOException {
        Files.createDirectories(folder.resolve("tests"));
        Files.writeString(
                folder.resolve("tests/first.yaml"),
                """
                one:
                  given: { evnts: [] }
                  expect: { events: [{ idd: 1 }] }
                  invalid: { events: [{ code: typo }] }
                """);
        assertThat(run(
                        "check",
                        pipeline(MISTAKEN.replace("pat:", "path:")
                                .replace("bigintt", "bigint")
                                .replace("one_off", "one_of"))))
                .isEqualTo(2);
        assertThat(out.toString().lines().toList())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("first.yaml:2:12: error:", "did you mean 'events'?"))
                .anySatisfy(line -> assertThat(line).contains("first.yaml:4:31: error:", "did you mean 'type'?"))
                .last()
                .isEqualTo("shop: 1 stream, 0 models, 1 test: 2 errors");
    }

    @Test
    void aTestThatDoesNotExistIsNamedWithTheClosest() {
        assertThat(run("test", EXAMPLE, "trafic")).isEqualTo(2);
        assertThat(err.toString()).contains("no test is named 'trafic'", "did you mean 'traffic'?");
    }

    @Test
    void aPipelineWithoutTestsIsShownTheWay() throws IOException {
        assertThat(run(
                        "test",
                        pipeline(MISTAKEN.replace("pat:", "path:")
                                .replace("bigintt", "bigint")
                                .replace("one_off", "one_of"))))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there are no tests in", "docs/testing.md");
    }

    @Test
    void checkSpeaksJson() throws IOException {
        assertThat(run("check", "--json", pipeline(MISTAKEN))).isEqualTo(2);
        assertThat(out.toString())
                .contains("\"valid\" : false", "\"line\" : 6", "\"column\" : 11", "\"code\" : \"unknown_type\"");
    }

    @Test
    void doctorSaysOfEachSystemWhetherItIsReady() throws IOException {
        String yaml =
                """
                name: shop
                streams:
                  orders:
                    source: { files: { path: orders.csv } }
                    fields: { id: bigint! }
                    to: [csv: { file: out.csv }]
                  stock:
                    source: { jdbc: { url: "jdbc:h2:file:%s/none", tables: stock } }
                    fields: { id: bigint! }
                """
                        .formatted(folder);
        assertThat(run("doctor", pipeline(yaml))).isEqualTo(3);
        assertThat(out.toString().lines().toList())
                .hasSize(5)
                .contains(
                        "orders: source files: not ready",
                        "orders: destination csv: ready",
                        "stock: source jdbc: not ready")
                .anySatisfy(line -> assertThat(line)
                        .contains("runnel.yaml:4:30: error:", "there is no file orders.csv", "[unreachable]"))
                .anySatisfy(
                        line -> assertThat(line).contains("runnel.yaml:8:28: error:", "check the database in 'url'"));

        Files.writeString(folder.resolve("orders.csv"), "id\n1\n");
        String ready = yaml.substring(0, yaml.indexOf("  stock:"));
        assertThat(run("doctor", "--json", pipeline(ready))).isZero();
        assertThat(out.toString()).contains("\"ready\" : true", "\"name\" : \"orders\"", "\"diagnostics\" : [");
        assertThat(run("doctor", pipeline(ready.replace("bigint", "bigintt")))).isEqualTo(2);
    }

    @Test
    void checkPrintsTheSchema() {
        assertThat(run("check", "--print-schema")).isZero();
        assertThat(out.toString()).contains("\"$schema\"", "\"lake\"", "\"view\"");
        assertThat(run("check", "--print-schema", "tests")).isZero();
        assertThat(out.toString()).contains("\"given\"", "\"original\"");
        assertThat(run("check", "--print-schema", "environment")).isZero();
        assertThat(out.toString()).contains("\"allow_paths\"", "\"endpoint\"");
    }

    @Test
    void aFolderWithoutAPipelineIsSaidToBeOne() {
        assertThat(run("run", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no runnel.yaml").doesNotContain("\tat ");
    }

    @Test
    void aMistakenCommandLineIsExplained() {
        assertThat(run("chek")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean", "check");
        assertThat(run("replay", "no-such-file", "--to", "http://127.0.0.1:1/")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file no-such-file");
        assertThat(run("run", EXAMPLE, "--for", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("'soon' is no time");
        assertThat(run("run", EXAMPLE, "--port", "99999")).isEqualTo(2);
        assertThat(err.toString()).contains("--port is a number from 0 to 65535");
    }

    @Test
    void commandsThatNeedARunningPipelineSayWhenThereIsNone() {
        assertThat(run(
                        "replay",
                        EXAMPLE + "/runnel.yaml",
                        EXAMPLE,
                        "--stream",
                        "events",
                        "--data-dir",
                        folder.toString()))
                .isEqualTo(3);
        assertThat(err.toString()).contains("nothing runs with the data folder");
    }

    @Test
    void anUnknownStreamIsNamedWithTheClosest() {
        assertThat(run("invalid", "list", EXAMPLE, "--stream", "evnets")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'events'?");
    }

    @Test
    void failuresShowTheirTraceOnlyWhenAsked() {
        run("--debug", "run", folder.toString());
        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void helpNamesEveryCommandAndExitCode() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("demo", "run", "test", "check", "query", "replay", "invalid", "generate", "Exit codes:");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : List.of("demo", "run", "test", "check", "query", "replay", "invalid", "generate")) {
            assertThat(run(command, "--help")).as(command).isZero();
            assertThat(out.toString()).contains("Usage: runnel " + command, "The work itself failed");
        }
    }

    @Test
    void generateWritesTheSameFileForTheSameSeed() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        for (Path file : List.of(one, two)) {
            assertThat(run(
                            "generate",
                            file.toString(),
                            "--count",
                            "50",
                            "--seed",
                            "5",
                            "--start",
                            "2026-01-01T00:00:00Z"))
                    .isZero();
        }
        assertThat(Files.readAllLines(one)).hasSize(50);
        assertThat(one).hasSameBinaryContentAs(two);
    }

    private String pipeline(String yaml) throws IOException {
        Files.writeString(folder.resolve("runnel.yaml"), yaml);
        return folder.toString();
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
