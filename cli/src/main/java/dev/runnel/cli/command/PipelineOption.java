package dev.runnel.cli.command;

import dev.runnel.cli.data.DataFolder;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.DiagnosticOutput;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which pipeline a command reads from, for commands that work on what a run left. */
final class PipelineOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The data folder of the run, when it is not the pipeline's .runnel.")
    private @Nullable Path dataDir;

    /** The data folder of a pipeline. */
    Path dataDir(Path directory) {
        return Optional.ofNullable(dataDir).orElseGet(() -> directory.resolve(DataFolder.NAME));
    }

    /** The pipeline of a folder; every mistake in it ends the command. */
    static Pipeline read(Path directory) {
        Diagnostics found = new Diagnostics();
        Optional<Pipeline> pipeline = EnvironmentFile.readPipeline(directory, System.getenv(), found);
        return pipeline.orElseThrow(() -> new CommandFailure(
                ExitCode.INVALID_PIPELINE,
                "the pipeline in " + directory + " has mistakes\n"
                        + DiagnosticOutput.text(pipeline, found).stripTrailing()));
    }
}
