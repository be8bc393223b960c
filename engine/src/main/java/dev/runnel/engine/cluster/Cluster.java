package dev.runnel.engine.cluster;

/** Somewhere Flink jobs run. Thread safe. */
public interface Cluster extends AutoCloseable {

    /**
     * Starts a job from the newest checkpoint that an earlier run of it left whole, else from the beginning. Returns when
     * the job's tasks are being deployed.
     *
     * @throws ClusterException when the cluster refuses the job, or none of the checkpoints left can be used
     */
    JobHandle start(JobPlan plan);

    /** Ends the cluster, and with it jobs that were not stopped before. */
    @Override
    void close();
}
