package dev.runnel.bench.runnel;

import dev.runnel.bench.data.FilledTopic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.engine.run.Engine;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.NewTopic;

/** Pipelines of benchmarks. */
final class Pipelines {
    private Pipelines() {}

    static Pipeline read(Path folder) {
        Diagnostics found = new Diagnostics();
        return PipelineReader.read(folder, System.getenv(), found)
                .orElseThrow(() -> new IllegalStateException(folder + " has mistakes: " + found.all()));
    }

    /** Makes the topics that are not there. */
    static void topics(Pipeline pipeline, String bootstrapServers) {
        FilledTopic.create(
                bootstrapServers,
                Engine.topics(pipeline).stream()
                        .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1).configs(t.config()))
                        .toList());
    }
}
