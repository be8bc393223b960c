package dev.runnel.connectors.files.record;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

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
        return path.getFileSystem().getFileStatus(path).getLen();
    }

    @Override
    public FSDataInputStream open() throws IOException {
        return path.getFileSystem().open(path);
    }
}
