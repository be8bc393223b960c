package dev.runnel.cli.command;

import dev.runnel.cli.atlas.AtlasImport;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.diagnostic.Diagnostics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel import atlas}: offline. */
@Command(name = "atlas", description = "Makes pipelines of an Atlas metadata file: its fs and rdbms groups.")
public final class ImportAtlasCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The metadata: one group, or a list of groups.")
    private Path file;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description =
                    "The pipeline's folder, by default named as the group; several groups get a folder each in it.")
    private @Nullable Path into;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Diagnostics found = new Diagnostics();
        List<Path> written;
        try {
            written = AtlasImport.run(file, Optional.ofNullable(into), found);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "the import of " + file + " failed: " + e, e);
        }
        String mistakes = found.all().stream().map(d -> d + "\n").collect(Collectors.joining());
        if (found.hasErrors()) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    file + " has mistakes, and nothing was written\n" + mistakes.stripTrailing());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(mistakes);
        for (Path each : written) {
            out.println(each + " is written; next: runnel check " + folder(each));
        }
        out.flush();
        return ExitCode.OK.number();
    }

    private static Path folder(Path made) {
        return Optional.ofNullable(made.getParent()).orElse(Path.of("."));
    }
}
