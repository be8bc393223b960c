package dev.runnel.engine.run;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.cluster.Causes;
import dev.runnel.engine.cluster.Cluster;
import dev.runnel.engine.cluster.JobHandle;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.collect.SourceJob;
import dev.runnel.engine.collect.StreamSource;
import dev.runnel.engine.landing.LandingJob;
import dev.runnel.engine.load.Loads;
import dev.runnel.engine.model.ModelPlanner;
import dev.runnel.engine.model.PlannedModel;
import dev.runnel.engine.row.ShippedContract;
import dev.runnel.engine.run.Swapped.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange of a running pipeline for another version of it. */
final class Swap {
    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);
    private static final Duration TO_STOP = Duration.ofSeconds(30);

    private final Pipeline before;
    private final Pipeline after;
    private final Environment environment;
    private final Cluster cluster;
    private final Map<String, PipelineJob> old;
    private final Map<String, PipelineJob> jobs = new LinkedHashMap<>();
    private final Map<String, List<String>> inputs = new LinkedHashMap<>();
    private final List<Swapped> done = new ArrayList<>();

    Swap(Pipeline before, Pipeline after, Environment environment, Cluster cluster, Map<String, PipelineJob> old) {
        this.before = before;
        this.after = after;
        this.environment = environment;
        this.cluster = cluster;
        this.old = old;
    }

    /** The jobs afterwards, by name. */
    Map<String, PipelineJob> jobs() {
        return jobs;
    }

    /** What each model reads afterwards. */
    Map<String, List<String>> inputs() {
        return inputs;
    }

    List<Swapped> run() {
        List<PlannedModel> models = plan();
        after.streams().stream().filter(Engine::lands).forEach(this::landing);
        models.forEach(model -> model.job().ifPresent(plan -> model(model.model(), plan)));
        after.streams().stream().filter(StreamSource::isPulled).forEach(this::collect);
        old.values().stream().filter(job -> !jobs.containsKey(job.name())).forEach(this::end);
        return done;
    }

    /** All queries are planned before anything is touched. */
    private List<PlannedModel> plan() {
        ModelPlanner planner = new ModelPlanner(after, environment);
        Diagnostics out = new Diagnostics();
        List<PlannedModel> planned = new ArrayList<>();
        for (Model model : after.models()) {
            try {
                planner.plan(model, out).ifPresent(planned::add);
            } catch (UncheckedIOException e) { // its destination cannot be made now
                out.error(Code.BAD_SQL, model.at(), "'" + model.name() + "' cannot be planned: " + Causes.line(e));
            }
        }
        if (out.hasErrors()) {
            throw new InvalidPipelineException(out.all());
        }
        planned.forEach(p -> inputs.put(p.model().name(), p.inputs()));
        return planned;
    }

    private void landing(Stream stream) {
        String name = Names.landingJob(after.name(), stream.name());
        Optional<PipelineJob> running = running(name);
        PipelineJob load = old.get(Names.collectJob(after.name(), stream.name()));
        if (running.isEmpty()
                && old.containsKey(name)
                && load != null
                && !load.isDone()
                && Loads.isDaily(after, stream)) {
            jobs.put(name, old.get(name)); // it waits for its load
            return;
        }
        boolean same = before.stream(stream.name()).filter(s -> same(s, stream)).isPresent();
        if (same && running.isPresent()) {
            jobs.put(name, running.get());
            return;
        }
        running.flatMap(PipelineJob::handle).ifPresent(Swap::stop);
        start(name, running.isPresent() ? Kind.CONTINUED : Kind.BEGUN, () -> new LandingJob(after, stream, environment)
                .plan());
    }

    /** Sources come after landings, which read by a new contract what was collected by the old one. */
    private void collect(Stream stream) {
        SourceJob collect = Loads.job(after, stream, environment);
        Optional<PipelineJob> known = Optional.ofNullable(old.get(collect.name()));
        boolean fits = known.flatMap(PipelineJob::version)
                .filter(collect.checkpoints()::equals)
                .isPresent();
        boolean same =
                before.stream(stream.name()).filter(s -> sameSource(s, stream)).isPresent();
        Optional<PipelineJob> running = running(collect.name());
        if (fits && same && (running.isPresent() || known.orElseThrow().isDone())) {
            jobs.put(collect.name(), known.orElseThrow());
            return;
        }
        running.flatMap(PipelineJob::handle).ifPresent(Swap::stop);
        if (collect.settle()) {
            PipelineJob job = new PipelineJob(collect.name());
            job.done(collect.checkpoints());
            jobs.put(collect.name(), job);
            return;
        }
        start(collect.name(), fits ? Kind.CONTINUED : Kind.READ, collect::plan);
    }

    private static boolean sameSource(Stream one, Stream other) {
        return ShippedContract.of(one.contract()).equals(ShippedContract.of(other.contract()))
                && one.log().equals(other.log())
                && one.description().equals(other.description())
                && one.source().sameAs(other.source());
    }

    private static boolean same(Stream one, Stream other) {
        return ShippedContract.of(one.contract()).equals(ShippedContract.of(other.contract()))
                && Endpoint.same(one.destinations(), other.destinations());
    }

    private void model(Model model, JobPlan plan) {
        Optional<PipelineJob> running = running(plan.name());
        boolean fits = Optional.ofNullable(old.get(plan.name()))
                .flatMap(PipelineJob::version)
                .filter(plan.checkpoints()::equals)
                .isPresent();
        boolean same = before.model(model.name())
                .filter(m -> Endpoint.same(m.destinations(), model.destinations()))
                .isPresent();
        if (fits && same && running.isPresent()) {
            jobs.put(plan.name(), running.get());
        } else if (fits) {
            running.flatMap(PipelineJob::handle).ifPresent(Swap::stop);
            start(plan.name(), Kind.CONTINUED, () -> plan);
        } else {
            running.flatMap(PipelineJob::handle).ifPresent(Swap::cancel);
            start(plan.name(), Kind.BEGUN, () -> {
                forget(plan);
                new ViewTopics(environment).renew(after.name(), model);
                return plan;
            });
        }
    }

    private Optional<PipelineJob> running(String name) {
        return Optional.ofNullable(old.get(name)).filter(job -> job.handle().isPresent());
    }

    /** What other versions left would go on into a result that is not theirs. */
    private static void forget(JobPlan plan) {
        Path folder = new Path(plan.checkpoints()).getParent();
        try {
            folder.getFileSystem().delete(folder, true);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in " + folder + " cannot be removed", e);
        }
    }

    private static void stop(JobHandle job) {
        job.stop(TO_STOP).join();
    }

    private static void cancel(JobHandle job) {
        job.cancel().join();
    }

    private void end(PipelineJob job) {
        job.handle().ifPresent(Swap::stop);
        done.add(new Swapped(job.name(), Kind.ENDED, Optional.empty()));
    }

    private void start(String name, Kind kind, Supplier<JobPlan> plan) {
        PipelineJob job = new PipelineJob(name);
        jobs.put(name, job);
        try {
            JobPlan made = plan.get();
            job.started(cluster.start(made), made);
            done.add(new Swapped(name, kind, Optional.empty()));
        } catch (RuntimeException e) { // a connector, Kafka or Flink refused what it was given
            LOG.debug("{} was not started", name, e);
            Optional<URI> stopped = Optional.ofNullable(old.get(name))
                    .flatMap(PipelineJob::version)
                    .filter(v -> kind == Kind.CONTINUED);
            stopped.ifPresentOrElse(v -> job.refusedAt(v, Causes.line(e)), () -> job.refused(Causes.line(e)));
            done.add(new Swapped(name, kind, Optional.of(Causes.line(e))));
        }
    }
}
