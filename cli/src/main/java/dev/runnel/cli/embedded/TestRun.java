package dev.runnel.cli.embedded;

import dev.runnel.cli.data.DataFolder;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.testing.PipelineTest;
import dev.runnel.core.testing.Verdict;
import dev.runnel.engine.cluster.ClusterException;
import dev.runnel.engine.run.Engine;
import dev.runnel.engine.testing.Course;
import dev.runnel.engine.testing.TestBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs tests of a pipeline in one embedded Flink, as many at once as there are processors. */
public final class TestRun implements AutoCloseable {
    private static final int AT_ONCE = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final Path folder;
    private final TestBench bench;

    private TestRun(Path folder) {
        this.folder = folder;
        Engine.warmUp();
        this.bench = TestBench.start(folder, AT_ONCE);
    }

    /**
     * What came of the tests.
     *
     * @param verdicts in the order of the tests
     * @param mistakes of the queries and of the expectations; with one, its test has no verdict that counts
     */
    public record Outcome(List<Verdict> verdicts, Collection<Diagnostic> mistakes) {}

    /** Begins to start Flink and returns. */
    public static TestRun start() {
        Logs.quiet();
        try {
            return new TestRun(Files.createTempDirectory("runnel-test-"));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    /** Runs them all. */
    public Outcome run(Pipeline pipeline, List<PipelineTest> tests) {
        return run(pipeline, tests, Course.PLAIN);
    }

    /** Runs them all in one way. */
    Outcome run(Pipeline pipeline, List<PipelineTest> tests, Course course) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Outcome>> runs = tests.stream()
                    .map(test -> CompletableFuture.supplyAsync(() -> one(pipeline, test, course), threads))
                    .toList();
            List<Verdict> verdicts = new ArrayList<>();
            Collection<Diagnostic> mistakes = new LinkedHashSet<>();
            for (CompletableFuture<Outcome> run : runs) {
                Outcome outcome = Parts.join(run);
                verdicts.addAll(outcome.verdicts());
                mistakes.addAll(outcome.mistakes());
            }
            return new Outcome(verdicts, mistakes);
        } catch (ClusterException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(e.getMessage()), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Outcome one(Pipeline pipeline, PipelineTest test, Course course) {
        Diagnostics out = new Diagnostics();
        Verdict verdict = Verdict.of(test, bench.run(pipeline, test, course, out), out);
        return new Outcome(List.of(verdict), out.all());
    }

    @Override
    public void close() {
        bench.close();
        try {
            DataFolder.remove(folder);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, folder + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
