package dev.runnel.connectors.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Severity;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorConnectorTest {
    @TempDir
    Path folder;

    private final Diagnostics out = new Diagnostics();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sequence; [1-9]\\d{0,3}",
                "sequence from 10 step -5; 10|5|0|-\\d+",
                "random int 1..3; [123]",
                "random int -5..-5; -5",
                "random int 0..9223372036854775807; \\d+",
                "random double 0..1; 0\\.\\d+|\\d\\.\\d+E-\\d+",
                "random decimal 0.50..99.99; \\d{1,2}\\.\\d\\d",
                "random decimal 1..2.5; [12]\\.\\d",
                "random boolean; true|false",
                "random date 2026-01-01..2026-01-31; \"2026-01-\\d\\d\"",
                "random timestamp 2026-01-01T00:00:00Z..2026-01-01T00:00:59Z; \"2026-01-01T00:00:\\d\\d(\\.\\d{3})?Z\"",
                "one of red, 5, true; \"red\"|5|true",
                "uuid; \"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"",
                "now; \"20\\d\\d-.*Z\"",
                "pattern ^??-##@example.com; \"[A-Z][a-z]{2}-\\d\\d@example\\.com\"",
                "constant random stuff; \"random stuff\"",
                "'\"5\"'; \"5\"",
                "5; 5",
                "some words; \"some words\"",
                "null; null",
                "[sequence, {a: random int 7..7}]; \\[\\d+,\\{\"a\":7\\}\\]"
            })
    void makesValues(String expression, String expected) throws IOException {
        List<String> rows = rows("row:\n  v: " + expression.replace("'", "") + "\n", 500);
        assertThat(out.all()).isEmpty();
        assertThat(rows).allSatisfy(row -> assertThat(row).matches("\\{\"v\":(" + expected + ")}"));
    }

    @Test
    void theSameSeedMakesTheSameRowsWhereverItBegins() throws IOException {
        String row = "row: { a: random int 1..1000000, b: uuid, c: \"pattern ????\", d: \"one of x, y\" } }";
        List<String> rows = rows("{ seed: 7, " + row, 100);
        assertThat(rows("{ seed: 7, every: 5ms, " + row, 100)).isEqualTo(rows);
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(rows("{ seed: 8, " + row, 100)).doesNotContainAnyElementsOf(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "random itn 1..5; did you mean 'int'?",
                "random int 5..1; ",
                "random int 1-5; ",
                "random int 1.5..2; ",
                "random double 1..Infinity; ",
                "random decimal 0.0000000000000000001..1; ",
                "random date 2026-02-30..2026-03-01; ",
                "random boolean 5; ",
                "sequence form 5; ",
                "one red; ",
                "uuid 4; ",
                "pattern; "
            })
    void mistakesAreToldAtTheirPlace(String expression, String suggestion) throws IOException {
        assertThat(read("{ row: { good: 1,\n         bad: \"" + expression + "\" } }"))
                .isEmpty();
        assertThat(out.all()).hasSize(1);
        Diagnostic told = out.all().get(0);
        assertThat(told.code()).isEqualTo(Code.WRONG_VALUE);
        assertThat(told.at().line()).isEqualTo(2);
        assertThat(told.at().column()).isEqualTo(15);
        assertThat(told.suggestion()).isEqualTo(Optional.ofNullable(suggestion));
    }

    @Test
    void aWordThatIsNearlyOneIsWarnedOf() throws IOException {
        assertThat(read("{ row: { v: randon int 1..5 } }")).isPresent();
        assertThat(out.all()).hasSize(1);
        assertThat(out.all().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(out.all().get(0).suggestion().orElse("")).contains("did you mean 'random'?");
    }

    @Test
    void aRequiredFieldThatNoRowHasIsWarnedOf() throws IOException {
        Settings settings = read("{ row: { a: 1 } }").orElseThrow();
        RecordType type = new RecordType(List.of(
                Field.of("a", Type.Primitive.INT, true),
                Field.of("b", Type.Primitive.INT, false),
                Field.of("c", Type.Primitive.INT, true)));
        new GeneratorConnector().check(settings, type, out);
        assertThat(out.all()).hasSize(1);
        assertThat(out.all().get(0).message()).contains("'c'");
    }

    @Test
    void goesOnAtAnotherRateAndBeginsAnewWithAnotherSeedOrLimit() throws IOException {
        GeneratorConnector generator = new GeneratorConnector();
        List<String> is = generator.identity(read("{ row: { a: 1 } }").orElseThrow());
        assertThat(generator.identity(read("{ every: 5ms, row: { a: 2 } }").orElseThrow()))
                .isEqualTo(is);
        assertThat(generator.identity(read("{ seed: 2, row: { a: 1 } }").orElseThrow()))
                .isNotEqualTo(is);
        assertThat(generator.identity(read("{ limit: 2, row: { a: 1 } }").orElseThrow()))
                .isNotEqualTo(is);
    }

    private List<String> rows(String yaml, int count) throws IOException {
        Settings settings = read(yaml).orElseThrow(() -> new AssertionError(out.all()));
        GeneratedRows rows =
                new GeneratedRows(settings.get(GeneratorConnector.ROW), settings.get(GeneratorConnector.SEED));
        return LongStream.range(0, count)
                .mapToObj(rows::map)
                .map(SourceRecord::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }

    private Optional<Settings> read(String yaml) throws IOException {
        Path file = folder.resolve("generator.yaml");
        Files.writeString(file, yaml);
        return Options.read(
                YamlReader.read(file, Map.of(), out).orElseThrow(),
                new GeneratorConnector().spec().options(),
                out);
    }
}
