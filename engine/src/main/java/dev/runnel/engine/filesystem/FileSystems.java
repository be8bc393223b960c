package dev.runnel.engine.filesystem;

import dev.runnel.core.environment.HadoopClient;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;

/** Flink's file systems of this process. */
public final class FileSystems {
    private FileSystems() {}

    /**
     * Sets how they reach their servers; for the whole process.
     *
     * @param settings as {@link dev.runnel.core.environment.FileAccess#fileSystems} has them
     */
    public static void reach(Map<String, String> settings) {
        String user = settings.get(HadoopClient.USER);
        if (user != null) {
            System.setProperty("HADOOP_USER_NAME", user); // the client has no other setting for it
        }
        if (!settings.isEmpty()) {
            FileSystem.initialize(Configuration.fromMap(settings), null);
        }
    }
}
