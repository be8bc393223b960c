package dev.runnel.cli.command;

import dev.runnel.cli.data.EmbeddedEnvironment;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryEngine;
import dev.runnel.core.query.QueryException;
import java.nio.file.Path;

/** Opens what was landed; apart from the commands so that only those that query load DuckDB. */
final class Lake {
    private static final String NO_KAFKA = "";

    private Lake() {}

    /**
     * @throws CommandFailure when the environment's lake is not on this machine's disks
     */
    static QueryEngine open(Pipeline pipeline, Path dataDir) {
        Environment environment = EmbeddedEnvironment.of(dataDir, NO_KAFKA)
                .with(EnvironmentFile.read(pipeline.directory(), System.getenv(), new Diagnostics()));
        try {
            return new LakeQuery(pipeline, environment);
        } catch (QueryException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(e.getMessage()), e);
        }
    }
}
