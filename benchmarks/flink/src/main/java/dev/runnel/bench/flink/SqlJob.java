package dev.runnel.bench.flink;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Flink and its SQL with nothing of Runnel's: a cluster in this process, a script that is run whole to warm up
 * ({@code warm-up=FILE}, where there is one), then the one that is measured ({@code script=FILE}); several of both, with commas between,
 * are run in turn, and the process is ready again after each; with {@code mode=batch} in Flink's batch mode. A script is statements that end with a
 * semicolon at a line's end; {@code SET 'key' = 'value'} configures those that follow.
 */
public final class SqlJob {
    private SqlJob() {}

    public static void main(String[] words) throws Exception { // whatever fails is in the log of this process
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        MiniCluster cluster = cluster(Math.toIntExact(arguments.number("slots")));
        cluster.start();
        int port = cluster.getRestAddress().get().getPort();
        List<Path> warmUps = arguments.has("warm-up") ? arguments.paths("warm-up") : List.of();
        List<Path> scripts = arguments.paths("script");
        EnvironmentSettings mode =
                arguments.has("mode") && arguments.text("mode").equals("batch")
                        ? EnvironmentSettings.inBatchMode()
                        : EnvironmentSettings.inStreamingMode();
        for (int i = 0; i < scripts.size(); i++) {
            if (i < warmUps.size()) {
                run(port, mode, warmUps.get(i));
            }
            cue.awaitBegin();
            run(port, mode, scripts.get(i));
            cue.awaitBegin();
        }
        cue.awaitBegin();
        cue.awaitEnd();
        System.exit(0);
    }

    private static MiniCluster cluster(int slots) {
        Configuration c = new Configuration();
        c.set(RestOptions.ADDRESS, "127.0.0.1");
        c.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        c.set(RestOptions.PORT, 0);
        c.set(RestOptions.BIND_PORT, "0");
        c.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        return new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(c)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress("127.0.0.1")
                .build());
    }

    private static void run(int port, EnvironmentSettings mode, Path script)
            throws IOException, InterruptedException, ExecutionException {
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.createRemoteEnvironment("127.0.0.1", port);
        StreamTableEnvironment tables = StreamTableEnvironment.create(flink, mode);
        for (Statement statement : Statement.of(Files.readString(script))) {
            if (statement instanceof Statement.Setting setting) {
                tables.getConfig().set(setting.key(), setting.value());
            } else if (statement instanceof Statement.Sql sql) {
                TableResult result = tables.executeSql(sql.text());
                if (sql.inserts()) {
                    result.await();
                }
            }
        }
    }
}
