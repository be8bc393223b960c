package dev.runnel.engine.run;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.engine.cluster.JobHandle;
import dev.runnel.engine.cluster.JobPlan;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One job that a pipeline should have: not there yet, started, or refused. Thread safe. */
final class PipelineJob {
    private final String name;
    private @Nullable JobHandle handle;
    private Set<String> topics = Set.of();
    private Optional<URI> version = Optional.empty();
    private Optional<String> refused = Optional.empty();
    private boolean done;
    private boolean settles;
    private Optional<String> waiting = Optional.empty();

    PipelineJob(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    synchronized void started(JobHandle started, JobPlan plan) {
        handle = started;
        topics = plan.topics();
        version = Optional.of(plan.checkpoints());
        refused = Optional.empty();
    }

    /** It is started later. */
    synchronized void waits(String why) {
        waiting = Optional.of(why);
    }

    synchronized void refused(String why) {
        refused = Optional.of(why);
    }

    /** Refused where the one before it stopped at a savepoint: a version that fits goes on from there. */
    synchronized void refusedAt(URI checkpoints, String why) {
        version = Optional.of(checkpoints);
        refused = Optional.of(why);
    }

    /** When it has ended something is left to do, after which it is {@link #done}. */
    synchronized void settles() {
        settles = true;
    }

    /** It has nothing to do any more: its source ended, in this run or an earlier one. */
    synchronized void done(URI checkpoints) {
        version = Optional.of(checkpoints);
        done = true;
    }

    synchronized boolean isDone() {
        return done;
    }

    /** Whether it brings records into a log, and reads none. */
    synchronized boolean isCollecting() {
        return handle != null && topics.isEmpty();
    }

    synchronized Optional<JobHandle> handle() {
        return Optional.ofNullable(handle);
    }

    /** The topics that it reads; empty before it is started, and where it reads a source. */
    synchronized Set<String> topics() {
        return topics;
    }

    /** The checkpoints of the version that was started, or stopped for one that was refused: the same as long as its state fits. */
    synchronized Optional<URI> version() {
        return version;
    }

    JobStatus status() {
        Optional<JobHandle> job = handle();
        return job.isPresent() ? status(job.get().status()) : withoutJob();
    }

    private synchronized JobStatus status(JobStatus job) {
        if (job.state() != State.FINISHED || !settles || done) {
            return job;
        }
        return new JobStatus(
                name,
                refused.isPresent() ? State.FAILED : State.RUNNING,
                refused.or(() -> Optional.of("what it read is being put in its place")),
                job.counters());
    }

    private synchronized JobStatus withoutJob() {
        if (done) {
            return new JobStatus(name, State.FINISHED, Optional.of("its source was read to the end"));
        }
        return new JobStatus(name, refused.isPresent() ? State.FAILED : State.STARTING, refused.or(() -> waiting));
    }
}
