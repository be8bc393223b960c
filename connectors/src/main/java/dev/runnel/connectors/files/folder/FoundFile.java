package dev.runnel.connectors.files.folder;

import dev.runnel.connectors.format.path.FilePattern;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.LocalFile;
import dev.runnel.connectors.format.record.RemoteFile;
import java.nio.file.Path;

/**
 * A file that is there to be read.
 *
 * @param path where it lies: an absolute path, or an address
 * @param name how it is named to people: below the pipeline's folder from there, else the path
 * @param size in bytes
 * @param modified when it was changed last, in milliseconds since the epoch
 */
public record FoundFile(String path, String name, long size, long modified) {

    /** The file itself. */
    public DataFile open() {
        return FilePattern.isAddress(path)
                ? new RemoteFile(new org.apache.flink.core.fs.Path(path))
                : new LocalFile(Path.of(path), name);
    }

    /** Whether it is, by all signs but its content, the file that was found under its path before. */
    boolean looksLike(FoundFile other) {
        return path.equals(other.path) && size == other.size && modified == other.modified;
    }
}
