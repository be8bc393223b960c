package dev.runnel.cli.command;

import dev.runnel.cli.drift.KnownDrift;
import dev.runnel.cli.drift.Suggestions;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.ConnectorPage;
import dev.runnel.cli.output.DiagnosticOutput;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineSchema;
import dev.runnel.core.plugin.Plugins;
import dev.runnel.core.testing.TestReader;
import dev.runnel.core.testing.TestSchema;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel check}: loads no Flink; opens no connection unless asked for suggestions. */
@Command(name = "check", description = "Finds every mistake of a pipeline at once, offline.")
public final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The pipeline's folder (here).")
    private Path directory;

    @Option(names = "--json", description = "Print the mistakes as JSON.")
    private boolean json;

    @Option(
            names = "--print-schema",
            arity = "0..1",
            paramLabel = "WHAT",
            fallbackValue = "PIPELINE",
            description =
                    "Print the JSON Schema for editors, and end: of runnel.yaml, with 'tests' of tests/*.yaml, with"
                            + " 'environment' of env/embedded.yaml.")
    private @Nullable Described printSchema;

    @Option(
            names = "--print-reference",
            description = "Print every source and destination with its options as Markdown, plugins included, and end.")
    private boolean printReference;

    @Option(
            names = "--suggest",
            description =
                    "Propose lines for the fields that records have and contracts do not name, from what runs or ran.")
    private boolean suggest;

    @Mixin
    private PipelineOption pipelineOption;

    @Spec
    private CommandSpec spec;

    /** What a schema can be printed of. */
    enum Described {
        PIPELINE,
        TESTS,
        ENVIRONMENT
    }

    private String schema(Described what) {
        return switch (what) {
            case PIPELINE -> PipelineSchema.json(connectors());
            case TESTS -> TestSchema.json();
            case ENVIRONMENT -> EnvironmentFile.schema();
        };
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (printSchema != null) {
            out.println(schema(printSchema));
            return ExitCode.OK.number();
        }
        if (printReference) {
            out.print(ConnectorPage.of(connectors()));
            out.flush();
            return ExitCode.OK.number();
        }
        Diagnostics found = new Diagnostics();
        Optional<Pipeline> pipeline = EnvironmentFile.readPipeline(directory, System.getenv(), found);
        int tests = pipeline.map(p -> TestReader.read(p, System.getenv(), found).size())
                .orElse(0);
        if (suggest && pipeline.isPresent()) {
            suggest(pipeline.get(), out);
        } else if (json) {
            out.println(DiagnosticOutput.json(pipeline, found));
        } else {
            out.print(DiagnosticOutput.text(pipeline, tests, found));
        }
        out.flush();
        return (found.hasErrors() ? ExitCode.INVALID_PIPELINE : ExitCode.OK).number();
    }

    /** Of the pipeline's plugins too; one that is broken is told by the check. */
    private Connectors connectors() {
        return Plugins.connectors(directory, System.getenv(), new Diagnostics());
    }

    private void suggest(Pipeline pipeline, PrintWriter out) {
        Suggestions suggestions = new Suggestions(pipeline, KnownDrift.open(pipelineOption.dataDir(directory)));
        if (json) {
            suggestions.json().forEach(out::println);
        } else {
            out.print(suggestions.text());
        }
    }
}
