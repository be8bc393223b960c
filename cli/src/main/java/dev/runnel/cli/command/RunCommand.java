package dev.runnel.cli.command;

import dev.runnel.cli.embedded.Ending;
import dev.runnel.core.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel run}. */
@Command(
        name = "run",
        description = {
            "Runs a pipeline with everything it needs in this process, until Ctrl-C; one whose sources all end, until",
            "all that they have is in its place.",
            "Started again, also after a kill, it goes on where it was."
        })
public final class RunCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The pipeline's folder (here).")
    private Path directory;

    @Option(
            names = "--watch",
            description = "Take on edits of the pipeline's files while it runs, when they are valid.")
    private boolean watch;

    @ArgGroup
    private EndOption ending = new EndOption();

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Pipeline pipeline = PipelineOption.read(directory);
        RunSession session = new RunSession(spec, options, pipeline, directory, "site").endsBy(ending(pipeline));
        return (watch ? session.watching() : session).run(run -> () -> {});
    }

    /** By what a run with these options ends. */
    Ending ending(Pipeline pipeline) {
        return Ending.of(pipeline, ending.keep(), ending.untilDone(), watch);
    }
}
