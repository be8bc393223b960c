package dev.runnel.connectors.format.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.local.LocalDataInputStream;

/**
 * A file on this machine's disk.
 *
 * @param path where it lies
 * @param name how it is named to people
 */
public record LocalFile(Path path, String name) implements DataFile {

    @Override
    public long length() throws IOException {
        return Files.size(path);
    }

    @Override
    public FSDataInputStream open() throws IOException {
        return new LocalDataInputStream(path.toFile());
    }

    @Override
    public Optional<Path> local() {
        return Optional.of(path);
    }
}
