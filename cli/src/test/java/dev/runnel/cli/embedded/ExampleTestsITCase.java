package dev.runnel.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.testing.PipelineTest;
import dev.runnel.core.testing.TestReader;
import dev.runnel.core.testing.Verdict;
import dev.runnel.engine.testing.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests of every example hold: as they are, at parallelism 2, and through a savepoint and a restore in the middle. */
class ExampleTestsITCase {
    private static TestRun run;

    @BeforeAll
    static void start() {
        run = TestRun.start();
    }

    @AfterAll
    static void stop() {
        run.close();
    }

    static Stream<Arguments> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", "examples"))) {
            List<Path> examples = folders.filter(d -> Files.exists(d.resolve(PipelineReader.FILE)))
                    .sorted()
                    .toList();
            return Arrays.stream(Course.values()).flatMap(c -> examples.stream().map(e -> Arguments.of(c, e)));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("examples")
    void theTestsOfEveryExampleHold(Course course, Path example) {
        Diagnostics out = new Diagnostics();
        Pipeline pipeline = PipelineReader.read(example, Map.of(), out).orElseThrow();
        List<PipelineTest> tests = TestReader.read(pipeline, Map.of(), out);
        assertThat(tests).isNotEmpty();
        TestRun.Outcome outcome = run.run(pipeline, tests, course);
        assertThat(outcome.mistakes()).isEmpty();
        assertThat(outcome.verdicts()).hasSameSizeAs(tests);
        outcome.verdicts().forEach(ExampleTestsITCase::holds);
    }

    private static void holds(Verdict verdict) {
        assertThat(verdict.failures()).as(verdict.test().name()).isEmpty();
        verdict.comparisons().forEach(c -> assertThat(c.differences())
                .as("%s of '%s'", c.expectation().of(), verdict.test().name())
                .isEmpty());
        assertThat(verdict.holds()).isTrue();
    }
}
