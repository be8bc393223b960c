package dev.runnel.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestUpdateTest {
    private static final RecordType TYPE =
            new RecordType(List.of(Field.of("n", Primitive.BIGINT, false), Field.of("word", Primitive.STRING, false)));
    private static final List<byte[]> ROWS =
            List.of(json("{\"n\":1,\"word\":\"a b\"}"), json("{\"n\":2,\"word\":null}"));

    @TempDir
    Path folder;

    @Test
    void rewritesOnlyRowsThatDoNotHold() throws IOException {
        assertThat(
                        updated(
                                """
                        # a test
                        one:
                          given: { events: [{ id: 1 }] }  # given
                          expect:
                            total:  # rows
                              - { n:   2 }       # holds
                              # changed:
                              - { n: 3, word: "a b" }
                              - { n: 9 }   # gone
                        two: # after
                          expect: { events: [] }
                        """))
                .isEqualTo(
                        """
                        # a test
                        one:
                          given: { events: [{ id: 1 }] }  # given
                          expect:
                            total:  # rows
                              - { n:   2 }       # holds
                              # changed:
                              - { n: 1, word: a b }
                        two: # after
                          expect: { events: [] }
                        """);
    }

    @Test
    void addsRowsBelowTheOthersWithTheirColumns() throws IOException {
        assertThat(
                        updated(
                                """
                        one:
                          expect:
                            total:
                              - n: 1
                        """))
                .isEqualTo(
                        """
                        one:
                          expect:
                            total:
                              - n: 1
                              - { n: 2 }
                        """);
    }

    @Test
    void fillsInWhatIsNotWrittenYet() throws IOException {
        assertThat(updated("one:\n  expect:\n    total:\n"))
                .isEqualTo("one:\n  expect:\n    total:\n      - { n: 1, word: a b }\n      - { n: 2, word: null }\n");
        assertThat(updated("one:\n  expect:\n    total: ~  # soon\n"))
                .isEqualTo(
                        "one:\n  expect:\n    total: \n      - { n: 1, word: a b }\n      - { n: 2, word: null }  # soon\n");
    }

    @Test
    void staysBetweenBracketsWhereItIs() throws IOException {
        assertThat(updated("one: { expect: { total: [{ n: 1 }, { n: 5 }] } } # c\n"))
                .isEqualTo("one: { expect: { total: [{ n: 1 }, { n: 2 }] } } # c\n");
        assertThat(updated("one: { expect: { total: { ordered: true, rows: [] } } }\n"))
                .isEqualTo("one: { expect: { total: { ordered: true, rows: [{ n: 1, word: a b },"
                        + " { n: 2, word: null }] } } }\n");
    }

    @Test
    void addsInvalidRecordsThatTheTestDoesNotSpeakOf() throws IOException {
        List<byte[]> invalid = List.of(
                InvalidColumns.row(Stage.COLLECT, new Violation(Violation.Reason.TYPE, "id", "m", 0), json("{}")));
        assertThat(updated(
                        "one:\n  expect:\n    total: [{ n: 1 }, { n: 2 }]\n\ntwo: { expect: { events: [] } }\n",
                        invalid))
                .isEqualTo("one:\n  expect:\n    total: [{ n: 1 }, { n: 2 }]\n  invalid:\n    events:\n"
                        + "      - { code: type, field: id }\n\ntwo: { expect: { events: [] } }\n");
    }

    @Test
    void whatIsWrittenHolds() throws IOException {
        Files.createDirectories(folder.resolve("again"));
        String once = updated("one:\n  expect:\n    total:\n      - { n: 7, word: x }\n");
        assertThat(updated(once)).isEqualTo(once);
    }

    private String updated(String yaml) throws IOException {
        return updated(yaml, List.of());
    }

    private String updated(String yaml, List<byte[]> invalid) throws IOException {
        Diagnostics out = new Diagnostics();
        PipelineTest test =
                TestReader.read(Shop.pipeline(folder, yaml), Map.of(), out).get(0);
        TestResult result = new TestResult(
                Map.of("total", new ResultRows(TYPE, ROWS)),
                Map.of("events", new ResultRows(InvalidColumns.TYPE, invalid)),
                Map.of());
        Verdict verdict = Verdict.of(test, result, out);
        assertThat(out.all()).isEmpty();
        TestUpdate.of(List.of(verdict));
        return Files.readString(folder.resolve("tests/all.yaml"));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
