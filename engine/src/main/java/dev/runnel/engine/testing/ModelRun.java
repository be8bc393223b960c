package dev.runnel.engine.testing;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.testing.InvalidColumns;
import dev.runnel.core.testing.ResultRows;
import dev.runnel.engine.cluster.Cluster;
import dev.runnel.engine.cluster.ClusterException;
import dev.runnel.engine.cluster.JobHandle;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.model.ModelPlanner;
import dev.runnel.engine.model.PlannedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** One model over the given records, once. */
final class ModelRun {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Model model;
    private final Environment environment;
    private final ModelPlanner planner;
    private final Map<String, GivenLog> logs;

    ModelRun(Pipeline pipeline, Model model, Environment environment, Map<String, GivenLog> logs) {
        this.model = model;
        this.environment = environment;
        this.planner = new ModelPlanner(pipeline, environment);
        this.logs = logs;
    }

    /** @param invalid rows that the model's data checks refused */
    record Result(ResultRows rows, ResultRows invalid) {}

    /**
     * The rows that the model ends with; empty after reporting a mistake in its query.
     *
     * @throws ClusterException when the job fails, with the reason
     */
    Optional<Result> run(Course course, Cluster cluster, Diagnostics out) {
        try (Bench bench = new Bench(logs)) {
            TestSurroundings surroundings = new TestSurroundings(bench);
            if (course == Course.RESTORED) {
                bench.pauseHalfway(true);
                Optional<JobPlan> begin = plan(new TestSurroundings(bench), out);
                if (begin.isEmpty()) {
                    return Optional.empty();
                }
                stopHalfway(cluster.start(begin.get()), bench, begin.get());
                bench.pauseHalfway(false);
            }
            Optional<JobPlan> plan = plan(surroundings, out);
            plan.ifPresent(p -> finish(cluster.start(p)));
            return plan.map(p -> result(Objects.requireNonNull(surroundings.columns()), bench));
        }
    }

    private Optional<JobPlan> plan(TestSurroundings surroundings, Diagnostics out) {
        return planner.plan(model, surroundings, out).flatMap(PlannedModel::job);
    }

    private Result result(RecordType columns, Bench bench) {
        return new Result(
                new ResultRows(columns, FinalRows.of(columns, model.key(), model.oneRow(), bench.changes())),
                new ResultRows(InvalidColumns.TYPE, bench.invalid()));
    }

    private void stopHalfway(JobHandle job, Bench bench, JobPlan plan) {
        await(() -> bench.allPaused() && job.status().state() == State.RUNNING, job);
        job.stop(PATIENCE).join();
        try (var left = Files.list(Path.of(plan.checkpoints()))) {
            if (left.noneMatch(f -> f.getFileName().toString().startsWith("savepoint-"))) {
                throw new ClusterException(model.name() + " left no savepoint halfway");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(BooleanSupplier done, JobHandle job) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (job.status().state() == State.FAILED || System.nanoTime() > deadline) {
                job.cancel().join();
                throw new ClusterException(job.status().why().orElse(model.name() + " does not come to its pause"));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException("interrupted", e);
            }
        }
    }

    private void finish(JobHandle job) {
        try {
            job.finished().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException e) {
            throw e.getCause() instanceof ClusterException failure
                    ? failure
                    : new ClusterException(String.valueOf(e.getMessage()), e);
        } catch (TimeoutException e) {
            job.cancel().join();
            throw new ClusterException("it did not end within " + PATIENCE.toSeconds() + " s and was ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted", e);
        }
    }
}
