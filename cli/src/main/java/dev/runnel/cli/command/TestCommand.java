package dev.runnel.cli.command;

import dev.runnel.cli.embedded.TestRun;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.testing.TestJson;
import dev.runnel.cli.testing.TestReport;
import dev.runnel.cli.testing.TestSelection;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.testing.PipelineTest;
import dev.runnel.core.testing.TestReader;
import dev.runnel.core.testing.TestUpdate;
import dev.runnel.core.testing.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel test}. */
@Command(
        name = "test",
        description = {
            "Runs the tests of a pipeline (tests/*.yaml): given records, expected rows and invalid records.",
            "Needs nothing that runs: the models work in a Flink of their own."
        })
public final class TestCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The pipeline's folder (here).")
    private Path directory;

    @Parameters(
            index = "1..*",
            paramLabel = "NAME",
            description = "Only these: a file's name without .yaml, or a part of a test's name.")
    private List<String> names = List.of();

    @Option(names = "--update", description = "Rewrite expectations that do not hold to what came; then look at them.")
    private boolean update;

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        Pipeline pipeline = pipeline();
        Diagnostics found = new Diagnostics();
        List<PipelineTest> all = TestReader.read(pipeline, System.getenv(), found);
        refuse(found.all());
        if (all.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    "there are no tests in " + directory.resolve(TestReader.FOLDER)
                            + "; docs/testing.md shows a first one in five lines");
        }
        List<PipelineTest> tests = TestSelection.of(all, names);
        try (TestRun run = TestRun.start()) {
            TestRun.Outcome outcome = run.run(pipeline, tests);
            refuse(outcome.mistakes());
            print(outcome.verdicts(), Duration.ofNanos(System.nanoTime() - begin));
            boolean passed = outcome.verdicts().stream().allMatch(Verdict::holds);
            if (update && !passed) {
                return update(outcome.verdicts()).number();
            }
            return (passed ? ExitCode.OK : ExitCode.RUN_FAILED).number();
        }
    }

    private Pipeline pipeline() {
        Diagnostics found = new Diagnostics();
        Optional<Pipeline> pipeline = EnvironmentFile.readPipeline(directory, System.getenv(), found);
        if (pipeline.isEmpty()) {
            refuse(found.all());
        }
        return pipeline.orElseThrow();
    }

    private static void refuse(Collection<Diagnostic> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    "the pipeline or its tests have mistakes\n"
                            + mistakes.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
        }
    }

    private void print(List<Verdict> verdicts, Duration took) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? TestJson.of(verdicts) + "\n" : TestReport.of(verdicts, took, Ansi.AUTO));
        out.flush();
    }

    private ExitCode update(List<Verdict> verdicts) {
        try {
            List<Path> changed = TestUpdate.of(verdicts);
            PrintWriter err = spec.commandLine().getErr();
            changed.forEach(file -> err.println("updated " + file));
            err.flush();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "a file of tests cannot be written: " + e.getMessage(), e);
        }
        return verdicts.stream().allMatch(v -> v.failures().isEmpty()) ? ExitCode.OK : ExitCode.RUN_FAILED;
    }
}
