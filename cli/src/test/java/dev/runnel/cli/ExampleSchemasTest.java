package dev.runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.schema.export.ExportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema files of the clickstream example are what its contract says; {@code -Drunnel.docs=write} writes them. */
class ExampleSchemasTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "clickstream");

    @ParameterizedTest
    @EnumSource(names = "SQL", mode = EnumSource.Mode.EXCLUDE)
    void theExamplesSchemasAreTrue(ExportFormat format) throws IOException {
        Pipeline pipeline =
                PipelineReader.read(EXAMPLE, Map.of(), new Diagnostics()).orElseThrow();
        Stream events = pipeline.stream("events").orElseThrow();
        String expected = format.write(pipeline.name(), events.description(), events.contract());
        Path file = EXAMPLE.resolve("schemas").resolve(format.fileName("events"));
        if ("write".equals(System.getProperty("runnel.docs"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as(
                        "write it anew: runnel schema export examples/clickstream --format avro --format json --format proto"
                                + " --out examples/clickstream/schemas")
                .hasContent(expected);
    }
}
