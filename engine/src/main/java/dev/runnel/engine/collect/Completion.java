package dev.runnel.engine.collect;

import dev.runnel.engine.source.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The file that says that a source which ends has been read and is in its log: Flink forgets a job's checkpoints when it
 * has finished. It is written before the job finishes.
 */
record Completion(URI file) {
    /** Of its name, behind that of the folder of checkpoints. */
    static final String SUFFIX = "finished";

    boolean isThere() {
        Path path = new Path(file);
        try {
            return path.getFileSystem().exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("whether " + path + " is there cannot be asked", e);
        }
    }

    int roundsEnded() {
        try {
            return rounds().ended();
        } catch (IOException e) {
            throw new UncheckedIOException("what was read before, in " + rounds().folder() + ", cannot be asked", e);
        }
    }

    /** The rounds of a source that looks again: its end ends a round. */
    Rounds rounds() {
        return new Rounds(URI.create(file + "-rounds"));
    }

    void write() throws IOException {
        rounds().end();
        Path path = new Path(file);
        try (FSDataOutputStream out = path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
            out.write(("read to its end " + Instant.now() + "\n").getBytes(StandardCharsets.UTF_8));
            out.sync();
        }
    }
}
