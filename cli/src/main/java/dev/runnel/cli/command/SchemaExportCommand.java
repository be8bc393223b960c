package dev.runnel.cli.command;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.schema.export.ExportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel schema export}: offline. */
@Command(name = "export", description = "Writes the contract of each stream as a schema, to the terminal or to files.")
public final class SchemaExportCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The pipeline's folder (here).")
    private Path directory;

    @Option(names = "--stream", paramLabel = "NAME", description = "Of this stream only.")
    private @Nullable String stream;

    @Option(names = "--format", required = true, description = "One or several of: ${COMPLETION-CANDIDATES}.")
    private List<ExportFormat> formats;

    @Option(names = "--out", paramLabel = "DIR", description = "Write files into this folder instead.")
    private @Nullable Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Pipeline pipeline = PipelineOption.read(directory);
        PrintWriter out = spec.commandLine().getOut();
        for (Stream each : streams(pipeline)) {
            for (ExportFormat format : formats) {
                String text = format.write(pipeline.name(), each.description(), each.contract());
                if (folder == null) {
                    out.print(text);
                } else {
                    out.println(write(folder.resolve(format.fileName(each.name())), text));
                }
            }
        }
        out.flush();
        return ExitCode.OK.number();
    }

    private List<Stream> streams(Pipeline pipeline) {
        return stream == null ? pipeline.streams() : List.of(InvalidSource.known(pipeline, stream));
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
