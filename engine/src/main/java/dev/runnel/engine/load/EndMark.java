package dev.runnel.engine.load;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The file that says from which checkpoint on a load had read its source to the end. Flink deletes the checkpoints of a
 * job that has finished, which is after everything in them was written; so a load is over when this file is there and that
 * checkpoint, or a later one, is not.
 */
record EndMark(URI file) implements Serializable {
    private static final Pattern CHECKPOINT = Pattern.compile("checkpoint (\\d{1,18})");
    private static final int MOST = 1000;

    /** The checkpoint; empty when the end was not reached. */
    OptionalLong checkpoint() {
        Path path = new Path(file);
        try {
            if (!path.getFileSystem().exists(path)) {
                return OptionalLong.empty();
            }
            try (FSDataInputStream in = path.getFileSystem().open(path)) {
                Matcher found = CHECKPOINT.matcher(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
                return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    void write(long checkpoint) throws IOException {
        Path path = new Path(file);
        String text = "read to its end " + Instant.now() + ", checkpoint " + checkpoint + "\n";
        try (FSDataOutputStream out = path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.sync();
        }
    }
}
