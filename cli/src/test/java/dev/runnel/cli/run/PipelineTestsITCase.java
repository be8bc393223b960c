package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Distribution.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code runnel test} as a user calls it, from the distribution. */
class PipelineTestsITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();

    @TempDir
    Path folder;

    private Path example;
    private Path traffic;

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @BeforeEach
    void copy() throws IOException {
        example = ExampleCopy.in(folder);
        traffic = example.resolve("tests/traffic.yaml");
    }

    @Test
    void theTestsOfTheExamplePassAndNothingIsLeftBehind() {
        Output test = run();
        assertThat(test.exitCode()).as(test.toString()).isZero();
        assertThat(test.out())
                .contains("ok    a purchase counts as revenue")
                .containsPattern("\\d+ tests, all passed \\(");
        assertThat(test.err()).isEmpty();
        assertThat(example.resolve(".runnel")).doesNotExist();
        System.out.println(test.out().lines().reduce((first, last) -> last).orElseThrow());
    }

    @Test
    void whatIsNotAsExpectedIsShownAtItsPlaceAndPutRightWhenAsked() throws IOException {
        edit("events: 1, revenue: 9.99", "events: 2, revenue: 9.99");
        Output failed = run("traffic");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out())
                .contains("FAIL  a purchase counts as revenue", "events: expected 2, got 1", " failed (")
                .containsPattern(
                        "traffic\\.yaml:\\d+:\\d+: traffic: 0 as expected, 1 changed, 0 missing, 0 unexpected");

        Output json = run("purchase counts", "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out()).contains("\"failed\" : 1", "\"kind\" : \"changed\"", "\"expected\" : \"2\"");

        Output update = run("traffic", "--update");
        assertThat(update.exitCode()).as(update.toString()).isZero();
        assertThat(update.err()).contains("updated ");
        assertThat(run("traffic").exitCode()).isZero();
    }

    @Test
    void mistakesAreReportedAtTheirPlaceBeforeAnythingRuns() throws IOException {
        edit("traffic: [{ type: purchase", "trafic: [{ type: purchase");
        Output mistaken = run();
        assertThat(mistaken.exitCode()).isEqualTo(2);
        assertThat(mistaken.err())
                .containsPattern(
                        "traffic\\.yaml:\\d+:5: error: unknown model or stream 'trafic'; did you mean 'traffic'");

        edit("trafic: [{ type: purchase", "traffic: [{ typ: purchase");
        Output column = run("purchase counts");
        assertThat(column.exitCode()).isEqualTo(2);
        assertThat(column.err()).contains("unknown column of 'traffic' 'typ'; did you mean 'type'?");
    }

    @Test
    void aModelThatCannotBePlannedIsAMistakeOfThePipeline() throws IOException {
        Path yaml = example.resolve("runnel.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("FROM events\n      GROUP", "FROM evnts\n      GROUP"));
        Output mistaken = run("traffic");
        assertThat(mistaken.exitCode()).isEqualTo(2);
        assertThat(mistaken.err()).containsPattern("runnel\\.yaml:\\d+:\\d+: error: .*did you mean 'events'");
    }

    private void edit(String words, String others) throws IOException {
        String text = Files.readString(traffic);
        assertThat(text).contains(words);
        Files.writeString(traffic, text.replace(words, others));
    }

    private Output run(String... arguments) {
        String[] command = new String[2 + arguments.length];
        command[0] = "test";
        command[1] = example.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return RUNNEL.run(Map.of(), command);
    }
}
