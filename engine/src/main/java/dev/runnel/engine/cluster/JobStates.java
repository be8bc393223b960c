package dev.runnel.engine.cluster;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import org.apache.flink.api.common.JobID;

/** Asks a cluster how a job is. */
@FunctionalInterface
interface JobStates {
    JobStatus of(String name, JobID id);
}
