package dev.runnel.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReaderTest {
    @TempDir
    Path folder;

    private final Diagnostics out = new Diagnostics();

    @Test
    void readsRecordsAsYamlAsTextAndFromFiles() throws IOException {
        Files.createDirectories(folder.resolve("tests"));
        Files.writeString(folder.resolve("tests/more.ndjson"), "{\"id\":5}\n\n{\"id\":\n");
        List<PipelineTest> tests = read(
                """
                one:
                  now: 2026-02-03T04:05:06Z
                  given:
                    events:
                      - { id: 1, name: "007", price: 1.50, ok: true, none: null, at: 2026-01-01T00:00:00Z, tags: [a, 2] }
                      - '{"id": '
                      - { _raw: '{"id": 2}', _received_at: 2026-02-03T04:05:07Z, _correlation_id: c }
                  expect: { events: [] }
                two:
                  given: { events: { file: more.ndjson } }
                  expect: { events: [] }
                """);
        assertThat(out.all()).isEmpty();
        List<Given> given = tests.get(0).given("events");
        assertThat(given.stream().map(TestReaderTest::text))
                .containsExactly(
                        "{\"id\":1,\"name\":\"007\",\"price\":1.50,\"ok\":true,\"none\":null,"
                                + "\"at\":\"2026-01-01T00:00:00Z\",\"tags\":[\"a\",2]}",
                        "{\"id\":",
                        "{\"id\": 2}");
        assertThat(given.get(0).receivedAt()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
        assertThat(given.get(2).receivedAt()).isEqualTo(Instant.parse("2026-02-03T04:05:07Z"));
        assertThat(given.get(2).correlationId()).contains("c");
        assertThat(tests.get(1).given("events").stream().map(TestReaderTest::text))
                .containsExactly("{\"id\":5}", "{\"id\":");
    }

    @Test
    void reportsEveryMistakeAtItsPlace() throws IOException {
        read(
                """
                one:
                  givn: {}
                  given:
                    evens: []
                    events: [{ id: 1, _ofset: 2, _offset: 3 }, [1]]
                  expect:
                    total: 5
                    event: []
                  invalid:
                    totl: []
                    events: [{ cod: type }, { code: typ, stage: colect }]
                two:
                  given: { events: { file: none.ndjson } }
                three: { given: {} , now: soon, expect: { total: [] } }
                """);
        assertThat(out.all().stream().map(d -> d.at().line() + ":" + d.at().column() + " " + d.message()))
                .containsExactlyInAnyOrder(
                        "2:3 unknown key 'givn'",
                        "4:5 unknown stream 'evens'",
                        "5:34 '_offset' cannot be given",
                        "5:48 expected a record: a mapping, or a string that is its JSON, found a list",
                        "7:12 expected a list of rows, such as '- { type: click, events: 2 }', found '5'",
                        "8:5 unknown model or stream 'event'",
                        "10:5 unknown model or stream 'totl'",
                        "11:16 unknown column of an invalid record 'cod'",
                        "11:37 unknown code 'typ'",
                        "11:49 unknown stage 'colect'",
                        "12:1 the test expects nothing",
                        "13:28 the file " + folder.resolve("tests/none.ndjson") + " cannot be read",
                        "14:27 'soon' is not a time such as 2026-11-20T10:00:00Z");
    }

    private List<PipelineTest> read(String yaml) throws IOException {
        return TestReader.read(Shop.pipeline(folder, yaml), java.util.Map.of(), out);
    }

    private static String text(Given given) {
        return new String(given.bytes(), StandardCharsets.UTF_8);
    }
}
