package dev.runnel.engine.cluster;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A job that was started. Thread safe. */
public interface JobHandle {
    String name();

    /** Its state now; asks the cluster, so it may take a moment. */
    JobStatus status();

    /** Takes a checkpoint now. Completes when it is whole and its effects are being committed. */
    CompletableFuture<Void> checkpoint();

    /**
     * The end of a job that reads so much and no more. Completes when it has ended by itself, and exceptionally with a
     * {@link ClusterException} that says why when it failed or was ended from outside.
     */
    CompletableFuture<Void> finished();

    /**
     * Ends the job at a savepoint from which the next start goes on, with everything read until then written. When that
     * does not come about within the time, the job is cancelled, and the next start goes on from its last checkpoint.
     * Completes when the job has ended; never exceptionally.
     */
    CompletableFuture<Void> stop(Duration within);

    /** Ends the job at once. Its last checkpoint stays. */
    CompletableFuture<Void> cancel();
}
