package dev.runnel.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code runnel import}: what other tools declare, as pipelines. */
@Command(
        name = "import",
        description = "Makes a pipeline of what another tool declares.",
        subcommands = ImportAtlasCommand.class,
        synopsisSubcommandLabel = "TOOL")
public final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
