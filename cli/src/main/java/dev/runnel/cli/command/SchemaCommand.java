package dev.runnel.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code runnel schema}. */
@Command(
        name = "schema",
        description = "Writes contracts as Avro, JSON Schema, Protobuf or SQL, and registers them.",
        subcommands = {SchemaExportCommand.class, SchemaRegisterCommand.class})
public final class SchemaCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "export or register?");
    }
}
