package dev.runnel.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeTest {
    private static final String YAML =
            """
            name: shop
            streams:
              orders:
                source: { http: { path: /orders } }
                fields: { id: bigint! }
            """;

    @TempDir
    Path folder;

    @Test
    void moreJobsThanFlinkHasSlotsForNeedARestart() throws IOException {
        assertThat(mistakes(YAML, 4, 4)).isEmpty();
        assertThat(mistakes(YAML, 4, 5)).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.NEEDS_RESTART);
            assertThat(found.message()).contains("5 slots", "started with 4");
        });
    }

    @Test
    void anotherNameNeedsARestart() throws IOException {
        assertThat(mistakes(YAML.replace("name: shop", "name: store"), 4, 4))
                .anySatisfy(found -> assertThat(found.message()).contains("name cannot change from shop to store"));
    }

    private List<Diagnostic> mistakes(String next, int slots, int wanted) throws IOException {
        Diagnostics out = new Diagnostics();
        new Exchange(read(YAML), read(next), slots, wanted, out).check();
        return out.all();
    }

    private Pipeline read(String yaml) throws IOException {
        Files.writeString(folder.resolve(PipelineReader.FILE), yaml);
        return PipelineReader.read(folder, Map.of(), new Diagnostics()).orElseThrow();
    }
}
