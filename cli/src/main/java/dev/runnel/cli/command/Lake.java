package dev.runnel.cli.command;

import dev.runnel.cli.data.EmbeddedEnvironment;
import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryEngine;
import java.nio.file.Path;

/** Opens what was landed; apart from the commands so that only those that query load DuckDB. */
final class Lake {
    private static final String NO_KAFKA = "";

    private Lake() {}

    static QueryEngine open(Pipeline pipeline, Path dataDir) {
        return new LakeQuery(pipeline, EmbeddedEnvironment.of(dataDir, NO_KAFKA));
    }
}
