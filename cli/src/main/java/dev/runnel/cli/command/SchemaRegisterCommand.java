package dev.runnel.cli.command;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.export.ExportFormat;
import dev.runnel.schema.registry.RegistryClient;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.SchemaText;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel schema register}. */
@Command(
        name = "register",
        description = "Registers the contract of each stream in a schema registry, under <topic>-value.")
public final class SchemaRegisterCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The pipeline's folder (here).")
    private Path directory;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The registry (the pipeline's); a running pipeline's own is http://localhost:8080/registry.")
    private @Nullable URI url;

    @Option(names = "--stream", paramLabel = "NAME", description = "Of this stream only.")
    private @Nullable String stream;

    @Option(names = "--format", defaultValue = "json", description = "avro, json or proto (${DEFAULT-VALUE}).")
    private ExportFormat format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SchemaType type = type();
        Pipeline pipeline = PipelineOption.read(directory);
        RegistryClient registry = new RegistryClient(address(pipeline));
        PrintWriter out = spec.commandLine().getOut();
        List<Stream> streams = stream == null ? pipeline.streams() : List.of(InvalidSource.known(pipeline, stream));
        for (Stream each : streams) {
            String subject = Names.valueSubject(each.log().topic());
            String text = format.write(pipeline.name(), each.description(), each.contract());
            try {
                out.println(subject + ": id " + registry.register(subject, new SchemaText(type, text)));
            } catch (RegistryException e) {
                out.flush();
                throw new CommandFailure(
                        e.isPassing() ? ExitCode.ENVIRONMENT : ExitCode.INVALID_PIPELINE,
                        subject + ": " + e.getMessage(),
                        e);
            }
        }
        out.flush();
        return ExitCode.OK.number();
    }

    private SchemaType type() {
        return switch (format) {
            case AVRO -> SchemaType.AVRO;
            case JSON -> SchemaType.JSON;
            case PROTO -> SchemaType.PROTOBUF;
            case SQL -> throw new CommandFailure(ExitCode.INVALID_PIPELINE, "a registry keeps avro, json and proto");
        };
    }

    private RegistryAddress address(Pipeline pipeline) {
        return Optional.ofNullable(url)
                .map(RegistryAddress::open)
                .or(pipeline::registry)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.INVALID_PIPELINE,
                        pipeline.name() + " names no registry; say --registry URL, for a running pipeline"
                                + " --registry http://localhost:8080/registry"));
    }
}
