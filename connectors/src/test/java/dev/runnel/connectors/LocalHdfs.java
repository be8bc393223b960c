package dev.runnel.connectors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;

/** An HDFS of a name node and a data node in this process. It belongs to another user than the one that runs the tests. */
final class LocalHdfs implements AutoCloseable {
    private final UserGroupInformation owner;
    private final MiniDFSCluster cluster;
    private final String address;
    private final FileSystem files;

    LocalHdfs(Path folder) throws Exception {
        Configuration settings = new Configuration();
        settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
        owner = UserGroupInformation.createUserForTesting("hdfs", new String[] {"hdfs"});
        cluster = asOwner(() -> {
            MiniDFSCluster started =
                    new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
            started.waitActive();
            return started;
        });
        address = cluster.getURI().toString();
        files = asOwner(() -> FileSystem.newInstance(cluster.getURI(), settings));
    }

    private <T> T asOwner(PrivilegedExceptionAction<T> action) throws Exception {
        return owner.doAs(action);
    }

    /** {@code hdfs://host:port}. */
    String address() {
        return address;
    }

    FileSystem files() {
        return files;
    }

    void put(String path, String text) throws IOException {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a whole file there in one step: nobody finds it while it is written, and passes it over. */
    void put(String path, byte[] content) throws IOException {
        org.apache.hadoop.fs.Path whole = new org.apache.hadoop.fs.Path(path);
        org.apache.hadoop.fs.Path written = new org.apache.hadoop.fs.Path("/written-" + UUID.randomUUID());
        try (OutputStream out = begin(written.toString())) {
            out.write(content);
        }
        files.mkdirs(whole.getParent());
        files.delete(whole, false);
        if (!files.rename(written, whole)) {
            throw new IOException(path + " cannot be put there");
        }
    }

    /** A file that somebody writes until it is closed. */
    FSDataOutputStream begin(String path) throws IOException {
        return files.create(new org.apache.hadoop.fs.Path(path), true);
    }

    /** Makes a folder that everybody may use as the octal digits say. */
    void folder(String path, String mode) throws IOException {
        org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(path);
        files.mkdirs(folder);
        files.setPermission(folder, new FsPermission(mode));
    }

    /** Ends the name node as a crash would: clients are refused. */
    void stopNameNode() {
        cluster.shutdownNameNodes();
    }

    /** Starts it again at the same address; returns when it takes writes. */
    void startNameNode() throws Exception {
        asOwner(() -> {
            cluster.restartNameNode(false);
            cluster.waitActive();
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        files.close();
        cluster.shutdown(true);
    }
}
