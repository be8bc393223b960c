package dev.runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Role;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.pipeline.PipelineSchema;
import dev.runnel.core.testing.TestReader;
import dev.runnel.core.testing.TestSchema;
import dev.runnel.core.yaml.Node;
import dev.runnel.core.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents and examples show must be right for every connector on the class path. */
class ExamplesTest {
    private static final Connectors CONNECTORS = Connectors.onClassPath();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(PipelineSchema.json(CONNECTORS), InputFormat.JSON);

    private static final Schema TESTS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TestSchema.json(), InputFormat.JSON);

    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    static Stream<Path> pipelines() throws IOException {
        try (Stream<Path> found = Files.list(Path.of("..", "examples"))) {
            return found.filter(d -> Files.exists(d.resolve(PipelineReader.FILE))).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void everyExampleIsWithoutMistakes(Path example) {
        Diagnostics out = new Diagnostics();
        assertThat(PipelineReader.read(example, Map.of(), out)).isPresent();
        assertThat(out.all()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void everyExampleFitsTheJsonSchema(Path example) throws IOException {
        String yaml = Files.readString(example.resolve(PipelineReader.FILE));
        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void everyExampleHasTestsWithoutMistakes(Path example) throws IOException {
        Diagnostics out = new Diagnostics();
        Pipeline pipeline = PipelineReader.read(example, Map.of(), out).orElseThrow();
        assertThat(TestReader.read(pipeline, Map.of(), out)).isNotEmpty();
        assertThat(out.all()).isEmpty();
        try (Stream<Path> files = Files.list(example.resolve(TestReader.FOLDER))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                assertThat(TESTS.validate(Files.readString(file), InputFormat.YAML))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    /** Blocks of the documents that are tests of the pipeline they show. */
    static Stream<String> documentedTests() {
        return blocks(Path.of("..", "docs", "testing.md")).filter(block -> block.contains("given:"));
    }

    @ParameterizedTest
    @MethodSource("documentedTests")
    void everyDocumentedTestFitsItsSchema(String yaml) {
        assertThat(TESTS.validate(yaml, InputFormat.YAML)).isEmpty();
    }

    /** Blocks of the documents that are a whole pipeline; the one of plugins.md needs its plugin, and PluginITCase runs it. */
    static Stream<String> documented() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of("..", "docs"))) {
            return Stream.concat(Stream.of(Path.of("..", "README.md")), pages.filter(p -> p.toString()
                            .endsWith(".md")))
                    .toList()
                    .stream()
                    .filter(page -> !page.endsWith("plugins.md"))
                    .flatMap(ExamplesTest::blocks)
                    .filter(block -> block.startsWith("name: "));
        }
    }

    private static Stream<String> blocks(Path page) {
        try {
            return YAML_BLOCK.matcher(Files.readString(page)).results().map(block -> block.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(page + " cannot be read", e);
        }
    }

    @ParameterizedTest
    @MethodSource("documented")
    void everyDocumentedPipelineIsWithoutMistakes(String yaml) throws IOException {
        Files.writeString(folder.resolve(PipelineReader.FILE), yaml);
        Diagnostics out = new Diagnostics();
        Map<String, String> secrets = Map.of("RUNNEL_PII_KEY", "0123456789abcdef");
        assertThat(PipelineReader.read(folder, secrets, out)).isPresent();
        assertThat(out.all()).isEmpty();
        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
    }

    @Test
    void everyConnectorsExamplesAreRight() throws IOException {
        for (Role role : Role.values()) {
            assertThat(CONNECTORS.of(role)).isNotEmpty();
            for (Connector connector : CONNECTORS.of(role)) {
                assertThat(connector.spec().examples())
                        .as(connector.spec().type())
                        .isNotEmpty();
                for (String example : connector.spec().examples()) {
                    isRight(connector, example);
                }
            }
        }
    }

    private void isRight(Connector connector, String example) throws IOException {
        Path file = folder.resolve("example.yaml");
        Files.writeString(file, example);
        Diagnostics out = new Diagnostics();
        Node.Mapping root = (Node.Mapping) YamlReader.read(file, Map.of(), out).orElseThrow();
        Node options = root.find(connector.spec().type()).orElseThrow();
        Options.read(options, connector.spec().options(), out);
        assertThat(out.all()).as(example).isEmpty();
    }
}
