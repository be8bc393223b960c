package dev.runnel.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.PropertiesKind;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedSourcesTest {
    private static final String STREAM =
            """
            name: live
            streams:
              values:
                source: ${env:INPUT:-test}
                sources:
                  test: { tap: { topic: a } }
                  tap: { topic: b }
                  http: { path: /in }
                fields: { value: double! }
            """;

    @TempDir
    Path folder;

    private final Diagnostics out = new Diagnostics();

    /** A source with a topic, which says so when that is named {@code odd}. */
    private static final class Tap implements Connector {
        static final Option<String> TOPIC =
                Option.of("topic", Kinds.topic(), "The topic.").needed();
        static final Option<String> SERVERS = Option.of("bootstrap_servers", Kinds.string(), "Where.");
        static final Option<Map<String, String>> PROPERTIES =
                Option.of("properties", new PropertiesKind(List.of("group.id")), "More.");

        @Override
        public ConnectorSpec spec() {
            return new ConnectorSpec(
                    "tap",
                    Role.SOURCE,
                    "A tap.",
                    List.of(TOPIC, SERVERS, PROPERTIES),
                    Set.of(Capability.EXACTLY_ONCE),
                    List.of("tap: { topic: t }"));
        }

        @Override
        public void check(Settings settings, RecordType type, Diagnostics out) {
            if (settings.get(TOPIC).equals("odd")) {
                out.error(Code.WRONG_VALUE, settings.at(TOPIC), "an odd topic");
            }
        }
    }

    /** A source that takes rows back. */
    private static final class Tide implements Connector {
        @Override
        public ConnectorSpec spec() {
            return new ConnectorSpec(
                    "tide", Role.SOURCE, "Comes and goes.", List.of(), Set.of(Capability.RETRACTS), List.of());
        }
    }

    @Test
    void whatAnotherChoiceDoesToTheLogHoldsForEachOfThem() throws IOException {
        Stream plain = read(STREAM, Map.of()).orElseThrow().streams().get(0);
        assertThat(plain.retracts()).isFalse();
        assertThat(plain.pushed().orElseThrow().settings().get(HttpSource.PATH)).containsExactly("/in");
        String tidal = STREAM.replace("tap: { topic: b }", "tide: {}");
        assertThat(read(tidal, Map.of()).orElseThrow().streams().get(0).retracts())
                .isTrue();
        assertThat(out.all()).isEmpty();

        read(tidal.replace("    fields:", "    dedup: { by: value, within: 1h }\n    fields:"), Map.of());
        assertThat(out.all()).singleElement().satisfies(d -> assertThat(d.message())
                .isEqualTo("a row that tide takes back would leave its repeat behind"));
    }

    @Test
    void anOptionWhoseVariableIsEmptyIsNotSet() throws IOException {
        String open = STREAM.replace("tap: { topic: a }", "tap: { topic: a, bootstrap_servers: \"${env:SERVERS:-}\" }");
        assertThat(read(open, Map.of())
                        .orElseThrow()
                        .streams()
                        .get(0)
                        .source()
                        .settings()
                        .find(Tap.SERVERS))
                .isEmpty();
        assertThat(read(open, Map.of("SERVERS", "k:9092"))
                        .orElseThrow()
                        .streams()
                        .get(0)
                        .source()
                        .settings()
                        .find(Tap.SERVERS))
                .contains("k:9092");
        assertThat(out.all()).isEmpty();

        read(STREAM.replace("topic: b", "topic: \"${env:TOPIC:-}\""), Map.of());
        assertThat(out.all().get(0).code()).isEqualTo(Code.WRONG_VALUE);
    }

    @Test
    void oneIsChosenByItsName() throws IOException {
        assertThat(topic(STREAM, Map.of())).contains("a");
        assertThat(topic(STREAM, Map.of("INPUT", "tap"))).contains("b");
        assertThat(read(STREAM, Map.of("INPUT", "http"))
                        .orElseThrow()
                        .streams()
                        .get(0)
                        .source()
                        .type())
                .isEqualTo("http");
        assertThat(out.all()).isEmpty();
    }

    @Test
    void aWrongNameIsToldWithTheClosest() throws IOException {
        assertThat(read(STREAM, Map.of("INPUT", "tset"))).isEmpty();
        assertThat(only().message()).isEqualTo("unknown source 'tset'");
        assertThat(only().suggestion()).contains("did you mean 'test'?");
        assertThat(only().at().line()).isEqualTo(4);
        assertThat(only().at().column()).isEqualTo(13);
    }

    @Test
    void thoseThatAreNotChosenAreCheckedToo() throws IOException {
        read(STREAM.replace("tap: { topic: b }", "tap: { topic: odd }"), Map.of());
        assertThat(only().message()).isEqualTo("an odd topic");
        assertThat(only().at().line()).isEqualTo(7);
    }

    @Test
    void everyMistakeInThemIsToldAndNoneBesides() throws IOException {
        read(STREAM.replace("topic: a", "topik: a").replace("http: { path", "htpp: { path"), Map.of());
        assertThat(out.all())
                .extracting(Diagnostic::code)
                .containsExactlyInAnyOrder(Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.UNKNOWN_CONNECTOR);
        assertThat(out.all().get(2).suggestion()).contains("did you mean 'http'?");
    }

    @Test
    void aNameNeedsSourcesAndSourcesNeedAName() throws IOException {
        read(STREAM.replaceAll("(?s)    sources:.*(?=    fields)", ""), Map.of());
        assertThat(only().code()).isEqualTo(Code.MISSING_KEY);
        assertThat(only().suggestion().orElse("")).contains("source: { http: {} }");
        Diagnostics second = new Diagnostics();
        write(STREAM.replace("${env:INPUT:-test}", "{ http: {} }"));
        PipelineReader.read(folder, Map.of(), CONNECTORS, second);
        assertThat(second.all()).hasSize(1);
        assertThat(second.all().get(0).code()).isEqualTo(Code.CONFLICT);
    }

    @Test
    void aStreamDoesNotReadItsOwnTopic() throws IOException {
        assertThat(topic(STREAM.replace("topic: a", "topic: live.values, bootstrap_servers: \"other:9092\""), Map.of()))
                .contains("live.values");
        read(STREAM.replace("topic: a", "topic: live.values"), Map.of());
        assertThat(only().code()).isEqualTo(Code.CONFLICT);
        assertThat(only().suggestion().orElse("")).contains("log: { topic: ... }");
    }

    @Test
    void aClientsSecretIsReferredTo() throws IOException {
        String with = "topic: a, properties: { sasl.jaas.config: %s, security.protocol: SSL }";
        read(STREAM.replace("topic: a", with.formatted("hunter2")), Map.of());
        assertThat(only().code()).isEqualTo(Code.SECRET);
        assertThat(only().message()).doesNotContain("hunter2");
        assertThat(topic(STREAM.replace("topic: a", with.formatted("\"${env:JAAS}\"")), Map.of("JAAS", "hunter2")))
                .contains("a");
        assertThat(out.all()).hasSize(1);
        read(STREAM.replace("topic: a", "topic: a, properties: { group.id: x }"), Map.of());
        assertThat(out.all()).extracting(Diagnostic::code).containsExactlyInAnyOrder(Code.SECRET, Code.CONFLICT);
    }

    private static final Connectors CONNECTORS = new Connectors(List.of(new HttpSource(), new Tap(), new Tide()));

    private Optional<String> topic(String yaml, Map<String, String> environment) throws IOException {
        return read(yaml, environment)
                .map(p -> p.streams().get(0).source().settings().get(Tap.TOPIC));
    }

    private Optional<Pipeline> read(String yaml, Map<String, String> environment) throws IOException {
        write(yaml);
        return PipelineReader.read(folder, environment, CONNECTORS, out);
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve(PipelineReader.FILE), yaml);
    }

    private Diagnostic only() {
        assertThat(out.all()).hasSize(1);
        return out.all().get(0);
    }
}
