package dev.runnel.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Dedup;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineReaderTest {
    private static final Connectors CONNECTORS =
            new Connectors(List.of(new HttpSource(), new TableConnector(), new ViewConnector()));

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Diagnostics out = new Diagnostics();

    @Test
    void readsAPipelineWithEveryPart() throws IOException {
        Pipeline pipeline =
                read("""
                name: shop
                description: A shop
                streams:
                  events:
                    source: { http: { path: [/collect, /c], health: /ping } }
                    log: { topic: raw.events, partitions: 6 }
                    key: id
                    event_time: event.at
                    unknown_fields: reject
                    fields:
                      id: long!
                      kind: { type: text!, one_of: [a, b], max_length: 3 }
                      event:
                        type: row!
                        fields:
                          at: { type: timestamp!, format: epoch_millis }
                          price: { type: "decimal(10,2)", min: 0, default: 1.5 }
                      tags: { type: list<string>, max_length: 5 }
                    to: { table: { name: t } }
                models:
                  totals:
                    layer: gold
                    key: kind
                    sql: |
                      SELECT kind, COUNT(*) AS n
                      FROM events GROUP BY kind;
                    to:
                      - view: { path: /totals, websocket: /ws/totals, chart: { x: kind, y: n } }
                """)
                        .orElseThrow(() -> new AssertionError(out.all()));
        Stream events = pipeline.stream("events").orElseThrow();
        assertThat(events.log())
                .isEqualTo(new Stream.Log("raw.events", 6, WireFormat.JSON, Optional.of(true), Optional.empty()));
        assertThat(events.invalidTopic()).isEqualTo("raw.events.invalid");
        assertThat(events.source().settings().get(HttpSource.PATH)).containsExactly("/collect", "/c");
        RecordType type = events.contract().type();
        assertThat(type.field("id")).contains(Field.of("id", Type.Primitive.BIGINT, true));
        assertThat(type.field("kind").orElseThrow().constraints())
                .containsExactly(new Constraint.OneOf(List.of("a", "b")), new Constraint.MaxLength(3));
        assertThat(type.at("event.at").orElseThrow().timeFormat()).isEqualTo(TimeFormat.EPOCH_MILLIS);
        Field price = type.at("event.price").orElseThrow();
        assertThat(price.type()).isEqualTo(new Type.Decimal(10, 2));
        assertThat(price.constraints()).containsExactly(new Constraint.Min(new BigDecimal("0")));
        assertThat(price.fallback()).isPresent();
        Model totals = pipeline.model("totals").orElseThrow();
        assertThat(totals.sql()).isEqualTo("SELECT kind, COUNT(*) AS n\nFROM events GROUP BY kind");
        assertThat(totals.sqlAt().line()).isEqualTo(25);
        assertThat(totals.sqlAt().column()).isEqualTo(7);
        assertThat(totals.key()).containsExactly("kind");
    }

    @Test
    void reportsEveryMistakeAtOnceWithItsPlace() throws IOException {
        assertThat(
                        read(
                                """
                name: Shop
                streams:
                  events:
                    source: { htpp: { path: /collect } }
                    event_tyme: at
                    key: kindd
                    event_time: kind
                    fields:
                      id: bigintt!
                      kind: { type: string, min: 3 }
                      n: { type: int, min: 5, max: 1 }
                  Bad-Name:
                    source: { http: { path: /v1/x } }
                    fields: { _offset: int }
                models:
                  gone: {}
                """))
                .isEmpty();
        assertThat(out.all().stream().map(d -> d.at().line() + " " + d.code().id()))
                .containsExactlyInAnyOrder(
                        "1 wrong_value",
                        "4 unknown_connector",
                        "5 unknown_key",
                        "6 unknown_field",
                        "7 bad_constraint",
                        "9 unknown_type",
                        "10 bad_constraint",
                        "11 bad_constraint",
                        "12 bad_name",
                        "13 conflict",
                        "14 bad_name",
                        "16 file_missing");
        assertThat(suggestion(Code.UNKNOWN_CONNECTOR)).isEqualTo("did you mean 'http'?");
        assertThat(suggestion(Code.UNKNOWN_KEY)).isEqualTo("did you mean 'event_time'?");
        assertThat(suggestion(Code.UNKNOWN_FIELD)).isEqualTo("did you mean 'kind'?");
        assertThat(suggestion(Code.UNKNOWN_TYPE)).isEqualTo("did you mean 'bigint'?");
        Diagnostic unknown = find(Code.UNKNOWN_KEY);
        assertThat(unknown.at().column()).isEqualTo(5);
        assertThat(unknown.at().pointer()).isEqualTo("streams.events.event_tyme");
        assertThat(unknown.toString()).contains("runnel.yaml:5:5: error: unknown key 'event_tyme'");
    }

    @Test
    void refusesGroupsThatWouldBeFoundTwiceAndTheGatewaysOwnWebSocket() throws IOException {
        read(
                """
                name: shop
                streams:
                  a: { source: { http: { ocs_group: b } }, fields: { id: int } }
                  b: { source: { http: { websocket: /ws } }, fields: { id: int } }
                  c: { source: { http: { websocket: [/ws/c, /ws/d] } }, fields: { id: int } }
                  d: { source: { http: { websocket: /ws/d } }, fields: { id: int } }
                """);
        assertThat(out.all().stream().map(Diagnostic::message))
                .containsExactlyInAnyOrder(
                        "the group 'b' is taken",
                        "the path /ws belongs to the gateway itself",
                        "the path '/ws/d' is taken");
    }

    @Test
    void refusesWhatIsClaimedTwice() throws IOException {
        read(
                """
                name: shop
                streams:
                  a: { source: { http: { path: /x } }, log: { topic: t }, fields: { id: int } }
                  b: { source: { http: { path: /x } }, log: { topic: t }, fields: { id: int } }
                models:
                  a: { sql: SELECT 1 }
                """);
        assertThat(out.all().stream().map(Diagnostic::message))
                .contains("the path '/x' is taken", "the topic 't' is taken", "the name 'a' is taken");
    }

    @Test
    void putsVariablesIn() throws IOException {
        environment.put("TOPIC", "from.env");
        Files.writeString(folder.resolve("secret.txt"), "from-file\n");
        Pipeline pipeline =
                read("""
                name: shop
                description: "${file:secret.txt} costs $$5"
                streams:
                  a:
                    source: { http: { path: "${env:PATH_OF_A:-/fallback}" } }
                    log: { topic: "${env:TOPIC}" }
                    fields: { id: int }
                """)
                        .orElseThrow(() -> new AssertionError(out.all()));
        assertThat(pipeline.description()).isEqualTo("from-file costs $5");
        Stream a = pipeline.stream("a").orElseThrow();
        assertThat(a.log().topic()).isEqualTo("from.env");
        assertThat(a.source().settings().get(HttpSource.PATH)).containsExactly("/fallback");
    }

    @Test
    void namesAVariableThatIsNotSet() throws IOException {
        assertThat(read("name: shop\ndescription: ${env:NOWHERE}\nstreams: {}\n"))
                .isEmpty();
        assertThat(find(Code.VARIABLE_UNSET).message()).contains("NOWHERE");
        assertThat(find(Code.VARIABLE_UNSET).at().line()).isEqualTo(2);
    }

    @Test
    void placesASyntaxError() throws IOException {
        assertThat(read("name: shop\nstreams:\n  a: [1, 2\n")).isEmpty();
        assertThat(find(Code.SYNTAX).at().line()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void reportsADuplicateKey() throws IOException {
        read("name: shop\nname: shop\nstreams: {}\n");
        assertThat(find(Code.DUPLICATE_KEY).at().line()).isEqualTo(2);
    }

    @Test
    void refusesADefaultOfAnotherType() throws IOException {
        read(
                """
                name: shop
                streams:
                  a:
                    source: { http: { path: /x } }
                    fields:
                      n: { type: int, default: many }
                      s: { type: string, default: many }
                """);
        assertThat(out.all()).hasSize(1);
        assertThat(find(Code.WRONG_VALUE).at().line()).isEqualTo(6);
    }

    @Test
    void readsPersonalDataAndDedup() throws IOException {
        environment.put("KEY", "0123456789abcdef");
        Pipeline pipeline =
                read("""
                name: shop
                pii_key: ${env:KEY}
                streams:
                  s:
                    source: { http: {} }
                    dedup: { by: r.id, within: 1h }
                    fields:
                      r: { type: row!, fields: { id: { type: string!, pii: hash }, n: int } }
                      ips: { type: list<string>, pii: mask }
                      born: { type: date, pii: drop }
                """)
                        .orElseThrow(() -> new AssertionError(out.all()));
        Contract contract = pipeline.stream("s").orElseThrow().contract();
        assertThat(contract.dedup()).contains(new Dedup("r.id", Duration.ofHours(1)));
        assertThat(contract.piiKey()).contains(new Secret("0123456789abcdef"));
        assertThat(contract.toString()).doesNotContain("0123456789abcdef");
        assertThat(contract.type().at("r.id").flatMap(Field::pii)).contains(Pii.HASH);
        assertThat(contract.type().at("ips").flatMap(Field::pii)).contains(Pii.MASK);
        assertThat(contract.type().at("born").flatMap(Field::pii)).contains(Pii.DROP);
        assertThat(out.all()).isEmpty();
    }

    @Test
    void readsHowOftenTheLogIsCommitted() throws IOException {
        String text =
                """
                name: shop
                streams:
                  s:
                    source: { http: {} }
                    log: { commit: 1500ms }
                    fields: { id: int }
                """;
        Stream stream = read(text).orElseThrow().streams().get(0);
        assertThat(stream.log().commit()).contains(Duration.ofMillis(1500));
        assertThat(out.all()).isEmpty();
        read(text.replace("1500ms", "11m"));
        assertThat(out.all()).singleElement().satisfies(d -> {
            assertThat(d.at().line()).isEqualTo(5);
            assertThat(d.message()).contains("every 50ms at the most often");
        });
    }

    @Test
    void refusesPersonalDataAndDedupThatCannotBe() throws IOException {
        read(
                """
                name: shop
                streams:
                  s:
                    source: { http: {} }
                    key: gone
                    dedup: { by: idd, within: 0s }
                    fields:
                      id: { type: string!, pii: hash }
                      n: { type: int, pii: mask }
                      born: { type: date!, pii: drop }
                      gone: { type: string, pii: drop }
                      with: { type: string, pii: drop, default: x }
                      copy: { type: string, path: id }
                  t:
                    source: { http: {} }
                    dedup: { by: mail, within: 1m }
                    fields: { mail: { type: string, pii: mask }, l: list<int> }
                  u:
                    source: { http: {} }
                    dedup: { by: l, within: -1m }
                    fields: { l: list<int> }
                """);
        assertThat(out.all().stream().map(d -> d.at().line() + " " + d.code().id()))
                .containsExactlyInAnyOrder(
                        "5 conflict",
                        "6 unknown_field",
                        "6 wrong_value",
                        "8 missing_key",
                        "8 conflict",
                        "9 bad_constraint",
                        "10 bad_constraint",
                        "12 bad_constraint",
                        "16 conflict",
                        "20 wrong_value");
        assertThat(suggestion(Code.MISSING_KEY)).contains("pii_key: ${env:RUNNEL_PII_KEY}");
    }

    @Test
    void takesASecretOnlyByReferenceAndNeverShowsIt() throws IOException {
        String fields = "streams: { s: { source: { http: {} }, fields: { id: { type: string, pii: hash } } } }\n";
        read("name: shop\npii_key: ${env:GONE}\n" + fields);
        assertThat(out.all()).singleElement().satisfies(d -> assertThat(d.code())
                .isEqualTo(Code.VARIABLE_UNSET));
        read("name: shop\npii_key: written-out-here-0815\n" + fields);
        assertThat(find(Code.SECRET).at().line()).isEqualTo(2);
        environment.put("SHORT", "tiny-value");
        read("name: shop\npii_key: ${env:SHORT}\n" + fields);
        assertThat(find(Code.WRONG_VALUE).message()).contains("16 characters");
        assertThat(out.all().toString()).doesNotContain("written-out-here-0815", "tiny-value");
    }

    @Test
    void readsAQueryFromItsFile() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/m.sql"), "SELECT 1\n");
        Pipeline pipeline =
                read("name: shop\nstreams: {}\nmodels:\n  m: {}\n").orElseThrow(() -> new AssertionError(out.all()));
        Model m = pipeline.model("m").orElseThrow();
        assertThat(m.sql()).isEqualTo("SELECT 1");
        assertThat(m.sqlAt().file()).isEqualTo(folder.resolve("models/m.sql"));
    }

    @Test
    void readsDataChecksWithTheirPlaces() throws IOException {
        Pipeline pipeline =
                read("""
                name: shop
                streams: {}
                models:
                  m:
                    sql: SELECT 1 AS n
                    expect:
                      - { rule: "n > 0" }
                      - { rule: n < 9, on_fail: warn }
                      - rule: |
                          n <> 5
                        on_fail: fail
                    to: { view: {} }
                """)
                        .orElseThrow(() -> new AssertionError(out.all()));
        assertThat(pipeline.model("m").orElseThrow().expectations())
                .extracting(e -> e.rule() + "|" + e.onFail() + "|" + e.at().line() + ":" + e.at().column())
                .containsExactly("n > 0|INVALID|7:18", "n < 9|WARN|8:17", "n <> 5|FAIL|10:11");
    }

    @Test
    void readsAfterHowManyInvalidRecordsAStreamStops() throws IOException {
        String yaml =
                """
                name: shop
                streams:
                  a:
                    source: { http: { path: /x } }
                    invalid: { stop_after: %s }
                    fields: { n: int }
                """;
        Stream stream = read(yaml.formatted("25 of 30")).orElseThrow(() -> new AssertionError(out.all())).stream("a")
                .orElseThrow();
        assertThat(stream.stopAfter()).contains(new StopAfter(25, 30));
        for (String wrong : List.of("25", "0 of 3", "4 of 3", "1 of 1000001", "often")) {
            read(yaml.formatted(wrong));
            assertThat(find(Code.WRONG_VALUE).at().line()).isEqualTo(5);
        }
        assertThat(out.all()).hasSize(5);
    }

    @Test
    void refusesDataChecksThatWouldDoNothing() throws IOException {
        read(
                """
                name: shop
                streams: {}
                models:
                  m:
                    sql: SELECT 1 AS n
                    expect:
                      - { unique: [n], on_fail: warn }
                      - { rule: n > 0, on_fail: warm }
                    to: { view: {} }
                  without:
                    sql: SELECT 1 AS n
                    expect: { rule: n > 0 }
                """);
        assertThat(find(Code.UNKNOWN_KEY).at().line()).isEqualTo(7);
        assertThat(find(Code.UNKNOWN_KEY).message()).contains("'unique' needs all rows");
        assertThat(suggestion(Code.WRONG_VALUE)).contains("'warn'");
        assertThat(find(Code.CONFLICT).at().line()).isEqualTo(12);
        assertThat(out.all()).hasSize(3);
    }

    @Test
    void saysWhereItLookedWhenThereIsNoPipeline() {
        assertThat(PipelineReader.read(folder, environment, CONNECTORS, out)).isEmpty();
        assertThat(find(Code.FILE_MISSING).at().file()).isEqualTo(folder.resolve("runnel.yaml"));
    }

    private Optional<Pipeline> read(String yaml) throws IOException {
        Files.writeString(folder.resolve(PipelineReader.FILE), yaml);
        return PipelineReader.read(folder, environment, CONNECTORS, out);
    }

    private Diagnostic find(Code code) {
        return out.all().stream()
                .filter(d -> d.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " in " + out.all()));
    }

    private String suggestion(Code code) {
        return find(code).suggestion().orElse("");
    }
}
