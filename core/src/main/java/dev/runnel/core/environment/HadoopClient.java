package dev.runnel.core.environment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How Hadoop's client behaves, as Flink's settings of file systems say it. */
public final class HadoopClient {
    /** The user that a name node is told, in place of the machine's. */
    public static final String USER = "runnel.hadoop.user";

    /**
     * A name node that is away is told within seconds and asked again by whoever needs it, with growing pauses. By itself
     * the client would wait for a quarter of an hour, and nobody would hear why.
     */
    private static final Map<String, String> PATIENCE = Map.of(
            "flink.hadoop.ipc.client.connect.timeout", "10000",
            "flink.hadoop.ipc.client.connect.max.retries", "2",
            "flink.hadoop.ipc.client.connect.max.retries.on.timeouts", "1",
            "flink.hadoop.ipc.client.connect.retry.interval", "500");

    private HadoopClient() {}

    /** Whether an address is of a file system that Hadoop's client reaches. */
    public static boolean isReached(String address) {
        return address.startsWith("hdfs:");
    }

    /** Settings for {@link FileAccess#fileSystems}. */
    public static Map<String, String> settings(Optional<String> user) {
        Map<String, String> settings = new HashMap<>(PATIENCE);
        user.ifPresent(name -> settings.put(USER, name));
        return settings;
    }
}
