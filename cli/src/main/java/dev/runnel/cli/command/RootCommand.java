package dev.runnel.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Holds the commands; by itself it explains them. */
@Command(
        name = "runnel",
        description = "Collects, validates, logs, transforms, lands and serves streams that one folder declares.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            TestCommand.class,
            CheckCommand.class,
            DoctorCommand.class,
            PlanCommand.class,
            QueryCommand.class,
            ReplayCommand.class,
            InvalidCommand.class,
            GenerateCommand.class,
            SchemaCommand.class,
            DriveCommand.class,
            ImportCommand.class,
            PrepareCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n")
public final class RootCommand implements Callable<Integer> {
    /** The option that makes failures show their stack trace. */
    public static final String DEBUG = "--debug";

    @Option(names = DEBUG, scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
