package dev.runnel.gateway.live;

import dev.runnel.core.environment.Degraded;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.environment.SourceProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The state of every job at one moment. Immutable. */
final class Jobs {
    private final Map<String, JobStatus> byName = new HashMap<>();

    private final List<JobMonitor.Trouble> troubles;

    Jobs(JobMonitor monitor) {
        troubles = monitor.troubles();
        monitor.jobs().forEach(job -> byName.put(job.name(), job));
    }

    /** The most that any job has counted under a name; they count the same, and one may be behind. */
    long counter(String counter) {
        return byName.values().stream()
                .mapToLong(job -> job.counters().getOrDefault(counter, 0L))
                .max()
                .orElse(0);
    }

    /** How far a job has read its source that ends, from 0 to 1; empty where nobody knows. */
    OptionalDouble share(String job) {
        JobStatus status = byName.get(job);
        return status == null
                ? OptionalDouble.empty()
                : SourceProgress.of(status).map(SourceProgress::share).orElse(OptionalDouble.empty());
    }

    /** Whether a job has come to the end of what it reads. */
    boolean isFinished(String job) {
        JobStatus status = byName.get(job);
        return status != null && status.state() == State.FINISHED;
    }

    /** What is wrong with the pipeline as a whole. */
    List<Problems.Problem> problems() {
        return troubles.stream()
                .map(t -> new Problems.Problem(true, "", t.message(), t.action()))
                .toList();
    }

    /** What the source of a job says of itself while it can read nothing. */
    Optional<Degraded> degraded(String job) {
        return Optional.ofNullable(byName.get(job)).flatMap(JobStatus::degraded);
    }

    /** Why a job does not work; empty when it does, or is on its way. */
    Optional<String> failure(String job) {
        return Optional.ofNullable(byName.get(job)).flatMap(Jobs::failure);
    }

    private static Optional<String> failure(JobStatus status) {
        String why = status.why().map(w -> ": " + w).orElse("");
        return switch (status.state()) {
            case FAILED -> Optional.of("the job stopped" + why);
            case RESTARTING -> Optional.of("the job restarts" + why);
            case STARTING, RUNNING, STOPPED, FINISHED -> Optional.empty();
        };
    }

    /**
     * The problem to show of a job, if there is one.
     *
     * @param action what to do when it is over
     */
    Optional<Problems.Problem> problem(String job, String node, String action) {
        return failure(job)
                .map(
                        why -> isOver(job)
                                ? new Problems.Problem(true, node, job + ": " + why, action)
                                : new Problems.Problem(
                                        false,
                                        node,
                                        job + ": " + why,
                                        "nothing, when it happens once: it goes on from its last checkpoint; else mend the cause"));
    }

    private boolean isOver(String job) {
        JobStatus status = byName.get(job);
        return status != null && status.state() == State.FAILED;
    }
}
