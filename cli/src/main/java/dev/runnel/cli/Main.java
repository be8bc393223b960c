package dev.runnel.cli;

import dev.runnel.cli.command.Interrupt;
import dev.runnel.cli.command.RootCommand;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The {@code runnel} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code = commandLine().execute(arguments);
        Interrupt.finished(code);
        System.exit(code);
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new RootCommand());
        explainExitCodes(command);
        return command.registerConverter(Duration.class, new DurationConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setUnmatchedOptionsArePositionalParams(false)
                .setExecutionExceptionHandler(Main::failed);
    }

    private static void explainExitCodes(CommandLine command) {
        Map<String, String> exitCodes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            exitCodes.put(String.valueOf(code.number()), code.meaning());
        }
        command.getCommandSpec().usageMessage().exitCodeList(exitCodes);
        command.getSubcommands().values().forEach(Main::explainExitCodes);
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        boolean debug = parsed.expandedArgs().contains(RootCommand.DEBUG);
        if (debug) {
            failure.printStackTrace(err);
        }
        if (failure instanceof CommandFailure known) {
            err.println("runnel: " + known.getMessage());
            err.flush();
            return known.code().number();
        }
        err.println("runnel: this is a mistake in Runnel: " + failure
                + (debug ? "" : " (" + RootCommand.DEBUG + " shows where)"));
        err.flush();
        return ExitCode.RUN_FAILED.number();
    }
}
