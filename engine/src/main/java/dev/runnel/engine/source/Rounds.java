package dev.runnel.engine.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The rounds of a source that ends and looks again at each start. What a round found is drafted when all of it is handed
 * out, and kept when all of it is in the log; the next round begins with it. A round that was broken off leaves nothing
 * here: it goes on from its own checkpoint, or is begun again. Immutable; one round goes on at a time.
 *
 * @param folder of the draft, {@code next}, and of what was kept, named by the number of its round from 1
 */
public record Rounds(URI folder) implements Serializable {
    private static final String DRAFT = "next";

    /** How many rounds have ended. */
    public int ended() throws IOException {
        int last = 0;
        for (FileStatus each : list()) {
            String name = each.getPath().getName();
            last = name.matches("\\d{1,9}") ? Math.max(last, Integer.parseInt(name)) : last;
        }
        return last;
    }

    /** What the rounds that ended remember; empty before the first has. */
    public Optional<byte[]> memory() throws IOException {
        int last = ended();
        if (last == 0) {
            return Optional.empty();
        }
        Path kept = file(String.valueOf(last));
        try (InputStream in = kept.getFileSystem().open(kept)) {
            return Optional.of(in.readAllBytes());
        }
    }

    /** Says what will be remembered when this round ends; durable when it returns. */
    public void draft(byte[] memory) throws IOException {
        Path draft = file(DRAFT);
        try (FSDataOutputStream out = draft.getFileSystem().create(draft, FileSystem.WriteMode.OVERWRITE)) {
            out.write(memory);
            out.sync();
        }
    }

    /** Ends the round that was drafted; nothing when it has ended already, or the source has no rounds. */
    public void end() throws IOException {
        Path draft = file(DRAFT);
        FileSystem files = draft.getFileSystem();
        if (!files.exists(draft)) {
            return;
        }
        int last = ended();
        if (!files.rename(draft, file(String.valueOf(last + 1)))) {
            throw new IOException("what was read cannot be kept: " + draft + " cannot be renamed");
        }
        for (FileStatus each : list()) {
            if (each.getPath().getName().equals(String.valueOf(last))) {
                files.delete(each.getPath(), false);
            }
        }
    }

    private FileStatus[] list() throws IOException {
        Path root = new Path(folder);
        try {
            FileStatus[] files = root.getFileSystem().listStatus(root);
            return files == null ? new FileStatus[0] : files;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    private Path file(String name) {
        return new Path(new Path(folder), name);
    }
}
