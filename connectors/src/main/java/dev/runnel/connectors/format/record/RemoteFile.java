package dev.runnel.connectors.format.record;

import dev.runnel.engine.filesystem.FileSystemFailure;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.fs.hdfs.HadoopFileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * A file of any file system that Flink knows: {@code hdfs:}, {@code s3:}.
 *
 * @param path its address
 */
public record RemoteFile(Path path) implements DataFile {

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long length() throws IOException {
        try {
            return path.getFileSystem().getFileStatus(path).getLen();
        } catch (IOException e) {
            throw FileSystemFailure.explain(path, e);
        }
    }

    @Override
    public FSDataInputStream open() throws IOException {
        try {
            return path.getFileSystem().open(path);
        } catch (IOException e) {
            throw FileSystemFailure.explain(path, e);
        }
    }

    /** A name node knows who writes; until then it gives a file's beginning for the whole, and an old time. */
    @Override
    public boolean isFinished() throws IOException {
        try {
            FileSystem files = FileSystem.getUnguardedFileSystem(path.toUri());
            return !(files instanceof HadoopFileSystem hadoop)
                    || !(hadoop.getHadoopFileSystem() instanceof DistributedFileSystem hdfs)
                    || hdfs.isFileClosed(HadoopFileSystem.toHadoopPath(path));
        } catch (IOException e) {
            throw FileSystemFailure.explain(path, e);
        }
    }
}
