package dev.runnel.core.testing;

import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small pipeline with tests. */
final class Shop {
    private static final String YAML =
            """
            name: shop
            streams:
              events:
                source: { http: { path: /collect } }
                fields: { id: bigint! }
            models:
              total: { sql: SELECT COUNT(*) AS n FROM events }
            """;

    private Shop() {}

    static Pipeline pipeline(Path folder, String tests) throws IOException {
        Files.writeString(folder.resolve(PipelineReader.FILE), YAML);
        Files.createDirectories(folder.resolve(TestReader.FOLDER));
        Files.writeString(folder.resolve(TestReader.FOLDER).resolve("all.yaml"), tests);
        Diagnostics out = new Diagnostics();
        return PipelineReader.read(folder, Map.of(), out)
                .orElseThrow(() -> new AssertionError(out.all().toString()));
    }
}
