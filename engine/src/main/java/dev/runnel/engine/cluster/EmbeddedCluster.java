package dev.runnel.engine.cluster;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.engine.cluster.RetainedCheckpoints.Checkpoint;
import dev.runnel.engine.filesystem.FileSystems;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flink inside this process, on loopback. */
public final class EmbeddedCluster implements Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObservedMiniCluster flink;
    private final MiniClusterClient client;
    private final URI web;

    private EmbeddedCluster(ObservedMiniCluster flink, URI web) {
        this.flink = flink;
        this.client = new MiniClusterClient(flink.getConfiguration(), flink);
        this.web = web;
    }

    /**
     * Starts a cluster and returns when it takes jobs.
     *
     * @throws ClusterException when it cannot, for instance because the port is taken
     */
    public static EmbeddedCluster start(EmbeddedSettings settings) {
        FileSystems.reach(settings.fileSystems());
        ObservedMiniCluster flink = new ObservedMiniCluster(settings.flink());
        try {
            flink.start();
            return new EmbeddedCluster(flink, flink.getRestAddress().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while Flink started", e);
        } catch (Exception e) { // what MiniCluster.start declares
            flink.closeAsync();
            throw new ClusterException(
                    "Flink did not start (its web port is " + settings.webPort() + "): " + Causes.line(e), e);
        }
    }

    /** The address of Flink's own web pages. */
    public URI web() {
        return web;
    }

    @Override
    public JobHandle start(JobPlan plan) {
        JobGraph graph = plan.graph().getJobGraph();
        plan.jars().forEach(jar -> graph.addJar(new Path(jar.toUri())));
        try {
            RetainedCheckpoints retained = new RetainedCheckpoints(plan.checkpoints());
            List<Checkpoint> whole = retained.whole();
            retained.prune(whole);
            if (whole.isEmpty() && retained.any()) {
                throw noneUsable(plan, "every checkpoint is broken");
            }
            return whole.isEmpty() ? begin(plan, graph) : goOn(plan, graph, whole);
        } catch (IOException e) {
            throw new ClusterException(
                    plan.name() + " was not started: the folder " + plan.checkpoints() + " cannot be read", e);
        }
    }

    private JobHandle begin(JobPlan plan, JobGraph graph) {
        FlinkJob job = submit(plan, graph);
        JobStatus status = awaitStart(job, graph.getJobID());
        if (status.state() == State.FAILED) {
            throw new ClusterException(
                    plan.name() + " was not started: " + status.why().orElse("Flink does not say why"));
        }
        return job;
    }

    /** Tries the checkpoints from the newest; a job that cannot be built on one is built on the one before. */
    private JobHandle goOn(JobPlan plan, JobGraph graph, List<Checkpoint> whole) {
        String why = "";
        for (Checkpoint checkpoint : whole) {
            graph.setJobID(new JobID());
            graph.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(checkpoint.path().toString(), true, RecoveryClaimMode.CLAIM));
            LOG.info("{} goes on from {}", plan.name(), checkpoint.path());
            FlinkJob job = submit(plan, graph);
            JobStatus status = awaitStart(job, graph.getJobID());
            if (status.state() != State.FAILED) {
                return job;
            }
            why = status.why().orElse("Flink does not say why");
            LOG.warn("{} cannot go on from {}: {}", plan.name(), checkpoint.path(), why);
        }
        throw noneUsable(plan, why);
    }

    private static ClusterException noneUsable(JobPlan plan, String why) {
        return new ClusterException(plan.name() + " was not started: it cannot go on from what " + plan.checkpoints()
                + " holds (" + why + "). Move that folder away to begin again at the start of the log");
    }

    private FlinkJob submit(JobPlan plan, JobGraph graph) {
        try {
            flink.submitJob(graph).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new FlinkJob(
                    plan.name(), graph.getJobID(), plan.checkpoints(), client, new EmbeddedJobStates(flink));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while starting " + plan.name(), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ClusterException(plan.name() + " was not started: " + Causes.line(e), e);
        }
    }

    /** Waits until Flink has built the job from its checkpoint, or given up. */
    private JobStatus awaitStart(FlinkJob job, JobID id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (flink.getJobStatus(id).get() != org.apache.flink.api.common.JobStatus.INITIALIZING) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException("interrupted while starting " + job.name(), e);
            } catch (ExecutionException e) {
                throw new ClusterException(job.name() + " was not started: " + Causes.line(e), e);
            }
        }
        return job.status();
    }

    @Override
    public void close() {
        try {
            flink.closeAsync().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Flink did not end in order: {}", Causes.line(e));
        }
    }
}
