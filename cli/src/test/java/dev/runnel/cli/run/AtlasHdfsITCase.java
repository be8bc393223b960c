package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The atlas example with HDFS as its lake: killed with -9 while it loads, and run again on the same day. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AtlasHdfsITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final String TABLE = "/lake/data/warehouse/ecommerce/transactions";
    private static final int ROWS = 100_000;

    private Path folder;
    private MiniDFSCluster hdfs;
    private FileSystem files;

    @BeforeAll
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void begin(@TempDir Path temporary) throws IOException {
        RUNNEL.prepare();
        folder = temporary;
        Configuration settings = new Configuration();
        settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        hdfs = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
        hdfs.waitActive();
        files = hdfs.getFileSystem();
        files.mkdirs(new org.apache.hadoop.fs.Path("/lake"));
        files.setPermission(new org.apache.hadoop.fs.Path("/lake"), new FsPermission("777"));
    }

    @AfterAll
    void end() {
        hdfs.shutdown(true);
    }

    @Test
    void everyRowIsThereOnceAfterAKill() throws Exception {
        Path pipeline = example();
        try (RunnelProcess process = start(pipeline)) {
            await(process, "the first files of the load", () -> !names("/lake/.loads", ".load-")
                    .isEmpty());
            process.kill();
        }
        assertThat(names(TABLE, "load-")).as("nobody sees half a load").isEmpty();
        try (RunnelProcess process = start(pipeline)) {
            assertThat(process.awaitEnd(Duration.ofSeconds(120))).isZero();
        }
        List<String> first = names(TABLE, "load-");
        assertEveryRowOnce(first);
        assertThat(files.getFileStatus(new org.apache.hadoop.fs.Path(first.get(0)).getParent())
                        .getOwner())
                .isEqualTo("etl");

        Distribution.Output query =
                RUNNEL.run(Map.of(), "query", "SELECT count(*) FROM transactions", pipeline.toString());
        assertThat(query.exitCode()).isEqualTo(3);
        assertThat(query.err())
                .contains("queries read a lake on a local disk only")
                .contains(hdfs.getURI() + "/lake");
    }

    private Path example() throws IOException {
        Path copy = AtlasCopy.make(folder, ROWS);
        Files.writeString(
                Files.createDirectories(copy.resolve("env")).resolve("embedded.yaml"),
                "lake: \"" + hdfs.getURI() + "/lake\"\nhdfs: { user: etl }\n");
        return copy;
    }

    private RunnelProcess start(Path pipeline) {
        return RunnelProcess.start(
                RUNNEL,
                Ports.free(),
                folder.resolve("output.txt"),
                "run",
                pipeline.toString(),
                "--data-dir",
                folder.resolve("data").toString());
    }

    /** The files below a folder of HDFS whose names begin so. */
    private List<String> names(String below, String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus each : files.listStatus(new org.apache.hadoop.fs.Path(below))) {
                String name = each.getPath().getName();
                if (each.isDirectory()) {
                    names.addAll(names(below + "/" + name, prefix));
                } else if (name.startsWith(prefix)) {
                    names.add(below + "/" + name);
                }
            }
        } catch (FileNotFoundException e) {
            return names; // not there yet, or renamed meanwhile
        }
        return names;
    }

    private void assertEveryRowOnce(List<String> loaded) throws Exception {
        Path copy = Files.createTempDirectory(folder, "copy");
        for (String file : loaded) {
            assertThat(file).startsWith(TABLE + "/ingest_date=");
            files.copyToLocalFile(
                    false, new org.apache.hadoop.fs.Path(file), new org.apache.hadoop.fs.Path(copy.toUri()), true);
        }
        long good = AtlasCopy.good(ROWS);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT count(*), count(DISTINCT Transaction_ID) FROM read_parquet('"
                                + copy + "/*.parquet')")) {
            assertThat(result.next()).isTrue();
            assertThat(List.of(result.getLong(1), result.getLong(2))).containsExactly(good, good);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(RunnelProcess process, String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited 120 s for " + what + "\n" + process.output());
            }
            Thread.sleep(20);
        }
    }
}
