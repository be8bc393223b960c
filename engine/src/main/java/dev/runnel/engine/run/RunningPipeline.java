package dev.runnel.engine.run;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.cluster.Cluster;
import dev.runnel.engine.cluster.JobHandle;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of one pipeline on one cluster. Thread safe. */
public final class RunningPipeline implements JobMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(RunningPipeline.class);

    private final Environment environment;
    private final Cluster cluster;
    private final CompletableFuture<Void> started;
    private volatile Pipeline pipeline;
    private volatile Map<String, PipelineJob> jobs;
    private volatile CompletableFuture<Map<String, List<String>>> inputs;

    RunningPipeline(
            Pipeline pipeline,
            Environment environment,
            Cluster cluster,
            Map<String, PipelineJob> jobs,
            CompletableFuture<Map<String, List<String>>> inputs,
            CompletableFuture<Void> started) {
        this.pipeline = pipeline;
        this.environment = environment;
        this.cluster = cluster;
        this.jobs = jobs;
        this.inputs = inputs;
        this.started = started;
    }

    /**
     * Done when every job was handed to the cluster. Fails with {@link InvalidPipelineException} when a model's query has
     * a mistake, with {@link dev.runnel.engine.cluster.ClusterException} when the cluster refuses a job; the other jobs
     * run none the less.
     */
    public CompletableFuture<Void> started() {
        return started;
    }

    /** The streams and models that each model reads, by the model's name: known as soon as the queries are planned. */
    public CompletableFuture<Map<String, List<String>>> inputs() {
        return inputs;
    }

    @Override
    public List<JobStatus> jobs() {
        return jobs.values().stream().map(PipelineJob::status).toList();
    }

    /** A job by its name, once it is started. */
    public Optional<JobHandle> job(String name) {
        return Optional.ofNullable(jobs.get(name)).flatMap(PipelineJob::handle);
    }

    /**
     * Makes the jobs those of another version of the pipeline, whose topics must be there. A source that is another one
     * begins anew, or goes on where it was before; one with other settings goes on. A landing whose contract or
     * destinations changed stops at a savepoint and goes on from it; a model whose result changed begins at the start of
     * the log, with an empty view; what did not change is not touched.
     *
     * @return what was done, job by job
     * @throws InvalidPipelineException when a query has a mistake; nothing was changed then
     * @throws RefusedSwapException when a job could not be started; those of before run again then
     */
    public synchronized List<Swapped> swap(Pipeline next) {
        started.handle((done, failure) -> done).join();
        Set<String> failedBefore = notStarted(jobs.values());
        Swap swap = new Swap(pipeline, next, environment, cluster, jobs);
        List<Swapped> done = swap.run();
        List<Swapped> refused = done.stream()
                .filter(job -> job.why().isPresent() && !failedBefore.contains(job.job()))
                .toList();
        if (!refused.isEmpty()) {
            Swap back = new Swap(next, pipeline, environment, cluster, swap.jobs());
            List<Swapped> undone = back.run();
            jobs = back.jobs();
            throw new RefusedSwapException(refused, undone);
        }
        pipeline = next;
        jobs = swap.jobs();
        inputs = CompletableFuture.completedFuture(swap.inputs());
        return done;
    }

    /** Those that did not run before an edit do not speak against it. */
    private static Set<String> notStarted(Collection<PipelineJob> jobs) {
        return jobs.stream()
                .filter(job -> job.handle().isEmpty())
                .map(PipelineJob::name)
                .collect(Collectors.toSet());
    }

    /**
     * Waits until the sources that end have ended, and the other jobs have read what was in their logs then and written it
     * to their destinations. A job that restarts is waited for, however long that takes.
     *
     * @return the jobs that failed, and with them what they should have read or written
     */
    public List<JobStatus> awaitEnd() throws InterruptedException {
        started.handle((done, failure) -> done).join();
        return new EndOfSources(pipeline, environment, jobs.values()).await();
    }

    /**
     * Ends every job, all at the same time, after what is in the logs was read; so whoever writes to them must have
     * stopped before. Two thirds of the time are for reading on; what is then left is read at the next start.
     *
     * @return whether everything in the logs was read and written
     */
    public boolean stop(Duration within) {
        long begin = System.nanoTime();
        long drained = begin + within.toNanos() * 2 / 3;
        long end = begin + within.toNanos();
        started.cancel(true);
        Collection<PipelineJob> all = jobs.values();
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, all.size()));
        try (Drain drain = new Drain(environment)) {
            stopSources(all, Duration.ofNanos(within.toNanos() / 2));
            List<CompletableFuture<Boolean>> stopped = all.stream()
                    .filter(job -> job.handle().isPresent() && !job.isCollecting())
                    .map(job -> CompletableFuture.supplyAsync(() -> stop(job, drain, drained, end), threads))
                    .toList();
            return stopped.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
        } finally {
            threads.shutdownNow();
        }
    }

    /** They are stopped first, for they write to the logs that the others are to read to the end. */
    private static void stopSources(Collection<PipelineJob> jobs, Duration within) {
        List<CompletableFuture<Void>> stopped = jobs.stream()
                .filter(PipelineJob::isCollecting)
                .flatMap(job -> job.handle().stream())
                .filter(Drain::isAlive)
                .map(job -> job.stop(within))
                .toList();
        stopped.forEach(CompletableFuture::join);
    }

    private static boolean stop(PipelineJob job, Drain drain, long drained, long end) {
        JobHandle handle = job.handle().orElseThrow();
        boolean all = false;
        try {
            all = drain.await(handle, job.topics(), drained);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!all) {
            LOG.info("{} stops before the end of its log; it goes on from there at the next start", job.name());
        }
        long left = Math.max(TimeUnit.MILLISECONDS.toNanos(200), end - System.nanoTime());
        handle.stop(Duration.ofNanos(left)).join();
        return all;
    }
}
