package dev.runnel.engine.cluster;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;

/** Reads a job's state from the embedded cluster's execution graph. */
final class EmbeddedJobStates implements JobStates {
    private final ObservedMiniCluster flink;

    EmbeddedJobStates(ObservedMiniCluster flink) {
        this.flink = flink;
    }

    @Override
    public JobStatus of(String name, JobID id) {
        try {
            ExecutionGraphInfo info = flink.getExecutionGraphInfo(id).get(5, TimeUnit.SECONDS);
            State state = state(info);
            return new JobStatus(
                    name,
                    state,
                    why(info),
                    counters(id, info),
                    state == State.RUNNING ? flink.sources().degraded(id) : Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new JobStatus(name, State.STOPPED, Optional.of("interrupted"));
        } catch (ExecutionException | TimeoutException e) {
            return new JobStatus(name, State.FAILED, Optional.of("Flink does not answer: " + Causes.line(e)));
        }
    }

    private Map<String, Long> counters(JobID id, ExecutionGraphInfo info) {
        Map<String, Long> counters = flink.sources().of(id);
        info.getArchivedExecutionGraph().getAccumulatorsSerialized().forEach((counter, value) -> {
            try {
                Object count = value.deserializeValue(EmbeddedJobStates.class.getClassLoader())
                        .getUnchecked();
                if (count instanceof Long number) {
                    counters.put(counter, number);
                }
            } catch (IOException | ClassNotFoundException e) {
                throw new IllegalStateException(
                        "the counter " + counter + " of " + info.getJobId() + " is unreadable", e);
            }
        });
        return counters;
    }

    private static State state(ExecutionGraphInfo info) {
        AccessExecutionGraph graph = info.getArchivedExecutionGraph();
        return switch (graph.getState()) {
            case INITIALIZING, CREATED, RECONCILING -> State.STARTING;
            case RESTARTING, FAILING -> State.RESTARTING;
            case FAILED -> State.FAILED;
            case FINISHED -> State.FINISHED;
            case CANCELLING, CANCELED, SUSPENDED -> State.STOPPED;
            case RUNNING -> running(info, graph);
        };
    }

    /** Flink says that a job runs while its tasks are still, or again, being deployed. */
    private static State running(ExecutionGraphInfo info, AccessExecutionGraph graph) {
        boolean all = StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                .allMatch(task -> task.getExecutionState() == ExecutionState.RUNNING
                        || task.getExecutionState() == ExecutionState.FINISHED);
        if (all) {
            return State.RUNNING;
        }
        return info.getExceptionHistory().iterator().hasNext() ? State.RESTARTING : State.STARTING;
    }

    private static Optional<String> why(ExecutionGraphInfo info) {
        Optional<String> why = Optional.empty();
        for (var entry : info.getExceptionHistory()) { // the oldest first
            why = Optional.of(
                    Causes.line(entry.getException().deserializeError(EmbeddedJobStates.class.getClassLoader())));
        }
        if (why.isEmpty() && info.getArchivedExecutionGraph().getFailureInfo() != null) {
            return Optional.of(Causes.line(info.getArchivedExecutionGraph()
                    .getFailureInfo()
                    .getException()
                    .deserializeError(EmbeddedJobStates.class.getClassLoader())));
        }
        return why;
    }
}
