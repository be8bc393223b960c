package dev.runnel.cli.command;

import dev.runnel.cli.data.AppliedPipeline;
import dev.runnel.cli.data.EmbeddedEnvironment;
import dev.runnel.cli.embedded.Planning;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.DiagnosticOutput;
import dev.runnel.cli.output.Lineage;
import dev.runnel.cli.output.PlanOutput;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.plan.Plan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel plan}: loads Flink's planner, opens no connection. */
@Command(
        name = "plan",
        description = {
            "Shows what the next run would create, change and remove, compared with the run before.",
            "Ends with 2 when a run would refuse a change."
        })
public final class PlanCommand implements Callable<Integer> {
    private static final String NOWHERE = "127.0.0.1:0";

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The pipeline's folder (here).")
    private Path directory;

    @Mixin
    private PipelineOption data;

    @Option(names = "--allow-breaking", description = "Take changes that break what a stream promised.")
    private boolean allowBreaking;

    @Option(names = "--explain", description = "Also show how Flink would run each model's query.")
    private boolean explain;

    @Option(
            names = "--lineage",
            paramLabel = "FORM",
            arity = "0..1",
            fallbackValue = "text",
            description = "Show only from where to where records flow: text or mermaid.")
    private @Nullable LineageForm lineage;

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** How a lineage is written. */
    enum LineageForm {
        text,
        mermaid
    }

    @Override
    public Integer call() {
        Pipeline pipeline = PipelineOption.read(directory);
        Path folder = data.dataDir(directory);
        Environment environment = EmbeddedEnvironment.of(folder, NOWHERE);
        Planning planning = planning(pipeline, environment);
        PrintWriter out = spec.commandLine().getOut();
        if (lineage != null) {
            Lineage flow = new Lineage(pipeline, planning.inputs());
            out.print(lineage == LineageForm.mermaid ? flow.mermaid() : flow.text());
            out.flush();
            return ExitCode.OK.number();
        }
        Optional<AppliedPipeline> applied = AppliedPipeline.read(folder, directory, System.getenv());
        Plan plan = planning.plan(applied.flatMap(AppliedPipeline::pipeline));
        out.print(json ? PlanOutput.json(plan) + "\n" : PlanOutput.text(plan, comparedWith(applied)));
        if (explain && !json) {
            planning.queries().forEach((model, query) -> out.print("\n-- " + model + "\n" + query + "\n"));
        }
        out.flush();
        boolean refused = !plan.refused().isEmpty() && !allowBreaking;
        return (refused ? ExitCode.INVALID_PIPELINE : ExitCode.OK).number();
    }

    private Planning planning(Pipeline pipeline, Environment environment) {
        Diagnostics mistakes = new Diagnostics();
        Planning planning = new Planning(pipeline, environment, mistakes);
        if (mistakes.hasErrors()) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    "the pipeline in " + directory + " has mistakes\n"
                            + DiagnosticOutput.text(Optional.of(pipeline), mistakes)
                                    .stripTrailing());
        }
        return planning;
    }

    private static String comparedWith(Optional<AppliedPipeline> applied) {
        return applied.map(a -> a.pipeline()
                        .map(p -> "what runs since " + a.since().truncatedTo(ChronoUnit.SECONDS))
                        .orElseGet(() -> "nothing: what ran last can no longer be read ("
                                + a.problems().all().get(0) + ")"))
                .orElse("nothing: it never ran with this data folder");
    }
}
