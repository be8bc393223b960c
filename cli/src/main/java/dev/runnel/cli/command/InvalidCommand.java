package dev.runnel.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code runnel invalid}. */
@Command(
        name = "invalid",
        description =
                "Looks at the records that broke their contract (in the log while the pipeline runs, else in the lake), mends"
                        + " them and sends them again.",
        subcommands = {InvalidListCommand.class, InvalidShowCommand.class, InvalidReplayCommand.class})
public final class InvalidCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "list, show or replay?");
    }
}
