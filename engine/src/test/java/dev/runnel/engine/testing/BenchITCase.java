package dev.runnel.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.testing.Difference;
import dev.runnel.core.testing.TestReader;
import dev.runnel.core.testing.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test says when it does not hold, when a query is mistaken, and when a job fails. */
class BenchITCase {
    private static final String STREAMS =
            """
            name: shop
            streams:
              events:
                source: { http: { path: /collect } }
                fields: { id: bigint!, word: string }
            models:
            """;
    private static final String GIVEN =
            """
            one:
              given: { events: [{ id: 1, word: a }, { id: 2, word: b }] }
            """;

    @TempDir
    static Path temporary;

    @TempDir
    Path folder;

    private static TestBench bench;
    private Diagnostics out;

    @BeforeAll
    static void start() {
        bench = TestBench.start(temporary, 1);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void begin() {
        out = new Diagnostics();
    }

    @Test
    void aRowThatIsNotAsExpectedFailsTheTest() throws IOException {
        Verdict verdict = run(
                "  m: { key: word, sql: 'SELECT word, COUNT(*) AS n FROM events GROUP BY word' }\n",
                "  expect: { m: [{ word: a, n: 1 }, { word: b, n: 2 }] }\n");
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.comparisons().get(0).differences())
                .singleElement()
                .isInstanceOfSatisfying(Difference.Changed.class, c -> assertThat(c.cells())
                        .containsExactly(new Difference.Cell("n", "2", "1")));
    }

    @Test
    void aMistakenQueryIsReportedAtItsPlace() throws IOException {
        Verdict verdict = run("  m: { sql: SELECT wrd FROM events }\n", "  expect: { m: [] }\n");
        assertThat(verdict.comparisons()).isEmpty();
        assertThat(out.all()).singleElement().satisfies(d -> {
            assertThat(d.message()).contains("'wrd' not found");
            assertThat(d.suggestion()).contains("did you mean 'word'?");
            assertThat(d.at().line()).isEqualTo(7);
        });
    }

    @Test
    void aColumnThatTheModelDoesNotHaveIsAMistake() throws IOException {
        run("  m: { sql: SELECT word FROM events }\n", "  expect: { m: [{ wrod: a }, { word: b }] }\n");
        assertThat(out.all()).singleElement().extracting(Diagnostic::message).isEqualTo("unknown column of 'm' 'wrod'");
    }

    @Test
    void aJobThatFailsIsAFailureWithItsReason() throws IOException {
        Verdict verdict = run("  m: { sql: SELECT CAST(word AS INT) AS n FROM events }\n", "  expect: { m: [] }\n");
        assertThat(out.all()).isEmpty();
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.failures().get("m")).contains("'a'");
    }

    @Test
    void timesAreCompared() throws IOException {
        run(
                "  m: { sql: \"SELECT TIME '10:00:00' AS t, id FROM events\" }\n",
                "  expect: { m: [{ t: '10:00:00' }, {}] }\n");
        assertThat(out.all()).isEmpty();
    }

    private Verdict run(String models, String expect) throws IOException {
        Files.writeString(folder.resolve(PipelineReader.FILE), STREAMS + models);
        Files.createDirectories(folder.resolve(TestReader.FOLDER));
        Files.writeString(folder.resolve(TestReader.FOLDER).resolve("t.yaml"), GIVEN + expect);
        Pipeline pipeline = PipelineReader.read(folder, Map.of(), out).orElseThrow(() -> new AssertionError(out.all()));
        var test = TestReader.read(pipeline, Map.of(), out).get(0);
        return Verdict.of(test, bench.run(pipeline, test, Course.PLAIN, out), out);
    }
}
