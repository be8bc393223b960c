package dev.runnel.engine.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * How large an embedded cluster is.
 *
 * @param webPort port of Flink's web pages and REST interface on loopback; 0 for any
 * @param slots subtasks of one operator that can run at once, over all jobs
 * @param folder for temporary files
 * @param fileSystems Flink's settings of file systems, credentials among them; they hold for the whole process and stand on
 *     none of Flink's pages
 */
public record EmbeddedSettings(int webPort, int slots, Path folder, Map<String, String> fileSystems) {
    private static final String LOOPBACK = "127.0.0.1";
    /** Working memory of sorts and windows that one slot may take; it is only taken when used. */
    private static final int SLOT_MEMORY_MIB = 32;

    public EmbeddedSettings {
        fileSystems = Map.copyOf(fileSystems);
    }

    /** A cluster that reaches file systems as the machine says. */
    public EmbeddedSettings(int webPort, int slots, Path folder) {
        this(webPort, slots, folder, Map.of());
    }

    MiniClusterConfiguration flink() {
        Configuration c = new Configuration();
        c.set(RestOptions.ADDRESS, LOOPBACK);
        c.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        c.set(RestOptions.PORT, webPort);
        c.set(RestOptions.BIND_PORT, String.valueOf(webPort));
        c.set(JobManagerOptions.ADDRESS, LOOPBACK);
        c.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        c.set(TaskManagerOptions.HOST, LOOPBACK);
        c.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        // A plugin finds the same classes in a task as where its pipeline was checked.
        c.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
        c.set(WebOptions.SUBMIT_ENABLE, false);
        c.set(WebOptions.CANCEL_ENABLE, false);
        c.set(CoreOptions.TMP_DIRS, folder.toString());
        c.set(WebOptions.TMP_DIR, folder.toString());
        c.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        // Flink reads this one from the cluster's configuration only.
        c.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RetainedCheckpoints.KEPT);
        // Network buffers are taken at the start, so they are few and small; a laptop that sleeps loses no heartbeat.
        c.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("16kb"));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, networkMemory());
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, networkMemory());
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes((long) slots * SLOT_MEMORY_MIB));
        // What jobs count comes with heartbeats.
        c.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2));
        c.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(30));
        return new MiniClusterConfiguration.Builder()
                .setConfiguration(c)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress(LOOPBACK)
                .build();
    }

    private MemorySize networkMemory() {
        return MemorySize.ofMebiBytes(Math.max(16, 2L * slots));
    }
}
