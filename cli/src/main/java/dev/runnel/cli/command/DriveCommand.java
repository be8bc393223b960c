package dev.runnel.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code runnel drive}. */
@Command(
        name = "drive",
        description = "Signs in with Google, and puts files into Google Drive.",
        subcommands = {DriveLoginCommand.class, DriveUploadCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class DriveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
