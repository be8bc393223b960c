package dev.runnel.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.testing.PipelineTest;
import dev.runnel.core.testing.TestReader;
import dev.runnel.core.testing.Verdict;
import dev.runnel.engine.model.Destination;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The results of queries do not depend on parallelism, nor on a restart in the middle. */
class GoldensITCase {
    private static final Path GOLDENS = Path.of("src", "test", "resources", "goldens");

    private static final Connectors CONNECTORS = new Connectors(
            List.of(new HttpSource(), new Destination("upserts", Set.of(Capability.APPEND, Capability.UPSERT))));

    @TempDir
    static Path folder;

    private static TestBench bench;

    @BeforeAll
    static void start() {
        bench = TestBench.start(folder, 1);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    static Stream<Arguments> goldens() {
        Diagnostics out = new Diagnostics();
        Pipeline pipeline = PipelineReader.read(GOLDENS, Map.of(), CONNECTORS, out)
                .orElseThrow(() -> new AssertionError(out.all()));
        List<PipelineTest> tests = TestReader.read(pipeline, Map.of(), out);
        assertThat(out.all()).isEmpty();
        assertThat(tests).hasSizeGreaterThan(10);
        return Arrays.stream(Course.values())
                .flatMap(course -> tests.stream().map(t -> Arguments.of(course, t.name(), pipeline, t)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("goldens")
    void everyShapeGivesTheSameHoweverItRuns(Course course, String name, Pipeline pipeline, PipelineTest test) {
        Diagnostics out = new Diagnostics();
        Verdict verdict = Verdict.of(test, bench.run(pipeline, test, course, out), out);
        assertThat(out.all()).isEmpty();
        assertThat(verdict.failures()).isEmpty();
        assertThat(verdict.comparisons()).allSatisfy(c -> assertThat(c.differences())
                .as("%s at %s", c.expectation().of(), c.expectation().at())
                .isEmpty());
        assertThat(verdict.holds()).isTrue();
    }
}
