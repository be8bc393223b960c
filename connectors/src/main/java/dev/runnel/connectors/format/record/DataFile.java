package dev.runnel.connectors.format.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file to be read, wherever it lies. Immutable and thread safe; each stream that it opens is its caller's alone. */
public interface DataFile {

    /** How messages and positions name it: a path or an address, without credentials. */
    String name();

    /**
     * Bytes, as they are stored.
     *
     * @throws IOException when the file is not there or cannot be asked
     */
    long length() throws IOException;

    /**
     * The bytes from the beginning; seeks are cheap.
     *
     * @throws IOException when the file is not there or cannot be opened
     */
    FSDataInputStream open() throws IOException;

    /**
     * Whether nobody writes to it any more, where its file system can tell; elsewhere true.
     *
     * @throws IOException when the file cannot be asked
     */
    default boolean isFinished() throws IOException {
        return true;
    }

    /** Where it lies on this machine's disk, for libraries that read such files with less memory. */
    default Optional<Path> local() {
        return Optional.empty();
    }
}
