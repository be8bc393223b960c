package dev.runnel.engine.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The file that says which day's load is under way: none when the last one has taken its place. */
record DayOfLoad(URI file) {
    private static final int ISO_LENGTH = 10;

    /** The day; empty also where a kill left half a file, for the load had not begun then. */
    Optional<LocalDate> read() throws IOException {
        Path path = new Path(file);
        if (!path.getFileSystem().exists(path)) {
            return Optional.empty();
        }
        try (FSDataInputStream in = path.getFileSystem().open(path)) {
            String text = new String(in.readNBytes(ISO_LENGTH), StandardCharsets.UTF_8);
            return text.length() < ISO_LENGTH ? Optional.empty() : Optional.of(LocalDate.parse(text));
        }
    }

    void write(LocalDate day) throws IOException {
        Path path = new Path(file);
        try (FSDataOutputStream out = path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
            out.write(day.toString().getBytes(StandardCharsets.UTF_8));
            out.sync();
        }
    }

    void remove() throws IOException {
        Path path = new Path(file);
        path.getFileSystem().delete(path, false);
    }
}
