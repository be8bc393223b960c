package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Distribution.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no servers stay quick, because they load none of them. */
class LightCommandsITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();

    @TempDir
    Path folder;

    @Test
    void checkLoadsNoServer() throws IOException {
        assertThat(classesOf(0, "check", ExampleCopy.in(folder).toString()))
                .contains("dev.runnel.core.pipeline.PipelineReader")
                .doesNotContain(" org.apache.flink.", " org.apache.kafka.", " org.apache.hadoop.", " io.vertx.")
                .doesNotContain(" org.apache.iceberg.", " org.duckdb.", " ch.qos.logback.");
    }

    @Test
    void helpLoadsNoServer() throws IOException {
        assertThat(classesOf(0, "--help"))
                .doesNotContain(" org.apache.flink.", " org.apache.kafka.", " io.vertx.", " org.duckdb.");
    }

    @Test
    void queryLoadsNoFlinkAndNoKafka() throws IOException {
        assertThat(classesOf(
                        0,
                        "query",
                        "SELECT count(*) FROM events",
                        ExampleCopy.in(folder).toString()))
                .contains(" org.duckdb.")
                .doesNotContain(" org.apache.flink.", " org.apache.kafka.", " io.vertx.");
    }

    @Test
    void invalidReadsTheLakeWithoutFlinkWhenNothingRuns() throws IOException {
        assertThat(classesOf(0, "invalid", "list", ExampleCopy.in(folder).toString()))
                .contains(" org.duckdb.")
                .doesNotContain(" org.apache.flink.", " org.apache.kafka.", " io.vertx.");
    }

    @Test
    void everyMistakeIsPrintedAtItsPlace() throws IOException {
        Path example = ExampleCopy.in(folder);
        Path yaml = example.resolve("runnel.yaml");
        Files.writeString(
                yaml,
                Files.readString(yaml)
                        .replace("format: parquet", "format: parqet")
                        .replace("key: id", "key: idd")
                        .replace("user_agent:    string", "user_agent:    strin"));
        Output check = RUNNEL.run(Map.of(), "check", example.toString());
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out().lines().filter(l -> l.matches(".*runnel\\.yaml:\\d+:\\d+: error: .*")))
                .hasSize(3)
                .allMatch(line -> line.contains("did you mean"));
        assertThat(check.err()).isEmpty();
    }

    private String classesOf(int exitCode, String... command) throws IOException {
        Path classes = folder.resolve("classes.txt");
        Output output = RUNNEL.run(Map.of("RUNNEL_JAVA_OPTS", "-Xlog:class+load:file=" + classes), command);
        assertThat(output.exitCode()).as(output.toString()).isEqualTo(exitCode);
        return Files.readString(classes);
    }
}
