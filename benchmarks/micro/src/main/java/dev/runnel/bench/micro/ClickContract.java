package dev.runnel.bench.micro;

import dev.runnel.bench.process.Folders;
import dev.runnel.bench.process.Templates;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The contract of the events that are landed and collected. */
public final class ClickContract {
    private ClickContract() {}

    /** As {@code ./bench collect} has it, with constraints. */
    public static Contract collected() {
        return read("collect/runnel.yaml", Map.of("topic", "events", "partitions", "1"));
    }

    /** As {@code ./bench land} has it. */
    public static Contract landed() {
        return read(
                "land/runnel.yaml",
                Map.of("name", "land", "topic", "events", "partitions", "1", "format", "parquet", "commit", "1s"));
    }

    private static Contract read(String resource, Map<String, String> values) {
        try {
            Path folder = Files.createTempDirectory("bench-");
            try {
                Templates.write(resource, values, folder.resolve(PipelineReader.FILE));
                Diagnostics found = new Diagnostics();
                return PipelineReader.read(folder, Map.of(), found)
                        .orElseThrow(() -> new IllegalStateException(resource + " has mistakes: " + found.all()))
                        .streams()
                        .get(0)
                        .contract();
            } finally {
                Folders.remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }
}
