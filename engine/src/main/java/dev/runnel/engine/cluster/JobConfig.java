package dev.runnel.engine.cluster;

import dev.runnel.core.environment.Environment;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;

/** What every job of ours is configured with. */
public final class JobConfig {
    /** Tasks a job can be spread over later; it is part of the state, so it never changes. */
    private static final int MAX_PARALLELISM = 128;

    private JobConfig() {}

    /**
     * The folder of one version of a job's checkpoints.
     *
     * @param version what must be the same for a checkpoint to fit
     */
    public static URI checkpoints(Environment environment, String job, String version) {
        String root = environment.checkpoints().toString();
        return URI.create((root.endsWith("/") ? root : root + "/") + job + "/" + version + "/");
    }

    /**
     * The configuration of one job: exactly once, checkpoints kept, restarted for ever with growing pauses.
     *
     * @param latency the longest that a row waits in a buffer for others
     */
    public static Configuration of(
            Environment environment, String job, URI checkpoints, Duration interval, Duration latency) {
        Configuration c = new Configuration();
        c.set(PipelineOptions.NAME, job);
        c.set(PipelineOptions.OBJECT_REUSE, true);
        c.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        c.set(CoreOptions.DEFAULT_PARALLELISM, environment.parallelism());
        c.set(ExecutionOptions.BUFFER_TIMEOUT, latency);
        c.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toString());
        c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        c.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(2));
        c.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 2);
        c.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // Small state stays in the metadata: one file a checkpoint.
        c.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(300));
        c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
        c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, Duration.ofMinutes(2));
        c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR, 0.1);
        return c;
    }
}
