package dev.runnel.engine.run;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.cluster.Causes;
import dev.runnel.engine.cluster.Cluster;
import dev.runnel.engine.cluster.ClusterException;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.collect.SourceJob;
import dev.runnel.engine.collect.StreamSource;
import dev.runnel.engine.filesystem.FileSystemFailure;
import dev.runnel.engine.landing.LandingJob;
import dev.runnel.engine.load.Loads;
import dev.runnel.engine.model.ModelPlanner;
import dev.runnel.engine.model.PlannedModel;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One start of a pipeline: landings in one thread, models in another, sources in a third. */
final class Start {
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);

    private static final RetryPolicy<Boolean> SETTLING = RetryPolicy.<Boolean>builder()
            .handleResult(false)
            .withDelay(Duration.ofMillis(50))
            .withMaxRetries(100)
            .build();

    /** A file system that is away may be starting, as after a power cut everything is. */
    private static final RetryPolicy<Object> WHILE_AWAY = RetryPolicy.builder()
            .handleIf(FileSystemFailure::passes)
            .withBackoff(Duration.ofMillis(500), Duration.ofSeconds(10))
            .withMaxDuration(Duration.ofMinutes(1))
            .withMaxRetries(-1)
            .build();

    private final Pipeline pipeline;
    private final Environment environment;
    private final Cluster cluster;
    private final Map<String, PipelineJob> jobs = new LinkedHashMap<>();
    private final CompletableFuture<Map<String, List<String>>> inputs = new CompletableFuture<>();

    Start(Pipeline pipeline, Environment environment, Cluster cluster) {
        this.pipeline = pipeline;
        this.environment = environment;
        this.cluster = cluster;
    }

    RunningPipeline run() {
        List<Stream> landed = pipeline.streams().stream().filter(Engine::lands).toList();
        landed.forEach(s -> expect(Names.landingJob(pipeline.name(), s.name())));
        pipeline.models().stream()
                .filter(m -> !m.destinations().isEmpty())
                .forEach(m -> expect(Names.modelJob(pipeline.name(), m.name())));
        List<SourceJob> sources = pipeline.streams().stream()
                .filter(StreamSource::isPulled)
                .map(s -> Loads.job(pipeline, s, environment))
                .toList();
        sources.forEach(s -> expect(s.name()));
        CompletableFuture<Void> landings = inThread("landings", () -> landings(landed));
        CompletableFuture<Void> models = inThread("models", this::models);
        CompletableFuture<Void> collects = inThread("sources", () -> {
            landings.handle((done, failure) -> done).join(); // a table is made by one job
            return collects(sources);
        });
        return new RunningPipeline(
                pipeline, environment, cluster, jobs, inputs, CompletableFuture.allOf(landings, models, collects));
    }

    private void expect(String job) {
        jobs.put(job, new PipelineJob(job));
    }

    private static CompletableFuture<Void> inThread(String name, Supplier<Optional<RuntimeException>> work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.get().ifPresentOrElse(done::completeExceptionally, () -> done.complete(null));
                    } catch (RuntimeException | LinkageError e) {
                        done.completeExceptionally(e);
                    }
                },
                "start-" + name);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private Optional<RuntimeException> landings(List<Stream> streams) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Stream stream : streams) {
            String name = Names.landingJob(pipeline.name(), stream.name());
            if (Loads.isDaily(pipeline, stream)) {
                Objects.requireNonNull(jobs.get(name)).waits("it begins when today's load is in its place");
                continue;
            }
            start(name, () -> new LandingJob(pipeline, stream, environment).plan())
                    .ifPresent(failures::add);
        }
        return failures.stream().findFirst();
    }

    private Optional<RuntimeException> collects(List<SourceJob> sources) {
        List<RuntimeException> failures = new ArrayList<>();
        for (SourceJob source : sources) {
            read(source).ifPresent(failures::add);
        }
        return failures.stream().findFirst();
    }

    /** Reads a source that is not read yet; a landing that writes in the same place waits for it. */
    private Optional<RuntimeException> read(SourceJob source) {
        PipelineJob job = Objects.requireNonNull(jobs.get(source.name()));
        Optional<RuntimeException> failure;
        try {
            if (retried(job, source::settle)) {
                job.done(source.checkpoints());
                return landWhatWaited(source);
            }
            if (waits(source)) {
                job.settles();
            }
            failure = start(source.name(), source::plan);
        } catch (UncheckedIOException e) {
            job.refused(Causes.line(e));
            return Optional.of(e);
        }
        if (waits(source)) {
            job.handle().ifPresent(handle -> handle.finished().thenRunAsync(() -> ended(source, job)));
        }
        return failure;
    }

    /** Flink says that a job has ended a moment before its checkpoints are away; one that was stopped keeps them. */
    private void ended(SourceJob source, PipelineJob job) {
        try {
            if (Failsafe.with(SETTLING).get(source::settle)) {
                job.done(source.checkpoints());
                landWhatWaited(source);
            } else {
                job.refused(
                        "it has ended, and what it read is not in its place yet: it is put there at the next start");
            }
        } catch (RuntimeException e) { // a file system that refuses
            LOG.error("{}", Causes.line(e), e);
            job.refused(Causes.line(e));
        }
    }

    private boolean waits(SourceJob source) {
        return stream(source).filter(s -> Loads.isDaily(pipeline, s)).isPresent();
    }

    private Optional<RuntimeException> landWhatWaited(SourceJob source) {
        return stream(source)
                .filter(s -> Loads.isDaily(pipeline, s))
                .flatMap(s -> start(
                        Names.landingJob(pipeline.name(), s.name()),
                        () -> new LandingJob(pipeline, s, environment).plan()));
    }

    private Optional<Stream> stream(SourceJob source) {
        return pipeline.streams().stream()
                .filter(s -> Names.collectJob(pipeline.name(), s.name()).equals(source.name()))
                .findFirst();
    }

    /** All queries are planned before the first job starts, so that every mistake is reported together. */
    private Optional<RuntimeException> models() {
        ModelPlanner planner = new ModelPlanner(pipeline, environment);
        Diagnostics out = new Diagnostics();
        Loads.check(pipeline, out);
        List<PlannedModel> planned = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (Model model : pipeline.models()) {
            PipelineJob job = jobs.getOrDefault(Names.modelJob(pipeline.name(), model.name()), new PipelineJob(""));
            try {
                retried(job, () -> planner.plan(model, out))
                        .ifPresentOrElse(
                                planned::add, () -> job.refused("its query has a mistake: see the diagnostics"));
            } catch (UncheckedIOException e) { // its destination cannot be made
                job.refused(Causes.line(e));
                failures.add(new ClusterException(job.name() + " was not started: " + Causes.line(e), e));
            }
        }
        Map<String, List<String>> read = new LinkedHashMap<>();
        planned.forEach(p -> read.put(p.model().name(), p.inputs()));
        inputs.complete(read);
        if (out.hasErrors()) {
            failures.add(0, new InvalidPipelineException(out.all()));
        }
        for (PlannedModel model : planned) {
            model.job().flatMap(plan -> start(plan.name(), () -> plan)).ifPresent(failures::add);
        }
        return failures.stream().findFirst();
    }

    /** Says meanwhile what is waited for. */
    private static <T> T retried(PipelineJob job, CheckedSupplier<T> work) {
        return Failsafe.with(WHILE_AWAY).get(() -> {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (FileSystemFailure.passes(e)) {
                    job.waits(Causes.line(e));
                }
                throw e;
            }
        });
    }

    private Optional<RuntimeException> start(String name, Supplier<JobPlan> plan) {
        PipelineJob job = Objects.requireNonNull(jobs.get(name));
        try {
            JobPlan made = retried(job, plan::get);
            job.started(cluster.start(made), made);
            return Optional.empty();
        } catch (ClusterException e) {
            job.refused(Causes.line(e));
            return Optional.of(e);
        } catch (RuntimeException e) { // a connector or Flink refused what it was given
            LOG.debug("{} was not started", name, e);
            job.refused(Causes.line(e));
            return Optional.of(new ClusterException(name + " was not started: " + Causes.line(e), e));
        }
    }
}
