package dev.runnel.engine.cluster;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job seen through Flink's client: the same for an embedded and a remote cluster. */
final class FlinkJob implements JobHandle {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);

    private final String name;
    private final JobID id;
    private final URI checkpoints;
    private final ClusterClient<?> client;
    private final JobStates states;
    private volatile boolean stopped;

    FlinkJob(String name, JobID id, URI checkpoints, ClusterClient<?> client, JobStates states) {
        this.name = name;
        this.id = id;
        this.checkpoints = checkpoints;
        this.client = client;
        this.states = states;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JobStatus status() {
        JobStatus now = states.of(name, id);
        // Flink says the same of a job that was stopped at a savepoint and of one that came to its end.
        return stopped && now.state() == State.FINISHED
                ? new JobStatus(name, State.STOPPED, now.why(), now.counters())
                : now;
    }

    @Override
    public CompletableFuture<Void> checkpoint() {
        return client.triggerCheckpoint(id, CheckpointType.FULL).thenApply(number -> null);
    }

    @Override
    public CompletableFuture<Void> finished() {
        return client.requestJobResult(id).thenAccept(result -> {
            if (result.getJobStatus()
                    .filter(org.apache.flink.api.common.JobStatus.FINISHED::equals)
                    .isEmpty()) {
                throw result.getSerializedThrowable()
                        .map(why -> new ClusterException(Causes.line(why), why))
                        .orElseGet(() -> new ClusterException(name + " was ended"));
            }
        });
    }

    @Override
    public CompletableFuture<Void> stop(Duration within) {
        return client.stopWithSavepoint(id, false, checkpoints.toString(), SavepointFormatType.NATIVE)
                .thenCompose(path -> client.requestJobResult(id))
                .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .handle((result, failure) -> {
                    if (failure == null) {
                        stopped = true;
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    LOG.warn("{} did not stop at a savepoint and is cancelled: {}", name, Causes.line(failure));
                    return cancel();
                })
                .thenCompose(end -> end);
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return client.cancel(id)
                .thenCompose(done -> client.requestJobResult(id))
                .orTimeout(10, TimeUnit.SECONDS)
                .handle((result, failure) -> null); // a job that has ended already cannot be cancelled
    }
}
