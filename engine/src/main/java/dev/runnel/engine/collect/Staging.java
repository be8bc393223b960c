package dev.runnel.engine.collect;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.jspecify.annotations.Nullable;

/** The folder of the entries of batches too long to be kept in a checkpoint itself. Immutable. */
record Staging(URI folder) implements Serializable {
    /** Bytes of a batch in memory, and in a checkpoint; longer ones go to a file. */
    private static final int MOST_IN_MEMORY = 1 << 20;

    private static final int READ_AHEAD = 1 << 16;

    /** The entries of a batch that is being made. Not thread safe. */
    final class Draft {
        private final String name;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 12);
        private final DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(buffer);
        private @Nullable FSDataOutputStream file;
        private @Nullable Path path;
        private int count;

        Draft(String name) {
            this.name = name;
        }

        int count() {
            return count;
        }

        void add(Entry entry) throws IOException {
            EntrySerializer.INSTANCE.serialize(entry, out);
            count++;
            if (buffer.size() > MOST_IN_MEMORY) {
                spill();
            }
        }

        private void spill() throws IOException {
            FSDataOutputStream open = file;
            if (open == null) {
                path = new Path(new Path(folder), name);
                open = path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE);
                file = open;
            }
            buffer.writeTo(open);
            buffer.reset();
        }

        /** The batch, durable as far as it is not to be kept in a checkpoint. */
        Batch batch(long run, long number, boolean last) throws IOException {
            if (file == null) {
                return new Batch(run, number, count, last, buffer.toByteArray(), null);
            }
            spill();
            file.flush();
            file.sync();
            file.close();
            return new Batch(run, number, count, last, new byte[0], String.valueOf(path));
        }

        /** Gives up what has not become a batch. */
        void discard() throws IOException {
            if (file != null) {
                file.close();
                Path left = new Path(new Path(folder), name);
                left.getFileSystem().delete(left, false);
            }
        }
    }

    /** Begins a batch. */
    Draft draft(String name) {
        return new Draft(name);
    }

    /** Takes the entries of a batch. */
    @FunctionalInterface
    interface Taker {
        void take(int index, Entry entry) throws IOException;
    }

    /**
     * Reads a batch in its order.
     *
     * @throws IOException when its file cannot be read
     */
    static void read(Batch batch, Taker taker) throws IOException {
        try (DataInputStream in = open(batch)) {
            DataInputViewStreamWrapper view = new DataInputViewStreamWrapper(in);
            for (int i = 0; i < batch.count(); i++) {
                taker.take(i, EntrySerializer.INSTANCE.deserialize(view));
            }
        }
    }

    private static DataInputStream open(Batch batch) throws IOException {
        String file = batch.file();
        if (file == null) {
            return new DataInputStream(new ByteArrayInputStream(batch.inline()));
        }
        Path path = new Path(file);
        return new DataInputStream(new BufferedInputStream(path.getFileSystem().open(path), READ_AHEAD));
    }

    /** Removes the file of a batch that is written. */
    static void remove(Batch batch) throws IOException {
        if (batch.file() != null) {
            Path path = new Path(batch.file());
            path.getFileSystem().delete(path, false);
        }
    }

    /** Removes what failed starts left: the files of batches before this one. */
    void sweep(Batch written) throws IOException {
        Path root = new Path(folder);
        FileStatus[] files;
        try {
            files = root.getFileSystem().listStatus(root);
        } catch (FileNotFoundException e) {
            return;
        }
        for (FileStatus each : files == null ? new FileStatus[0] : files) {
            String[] name = each.getPath().getName().split("-");
            if (!written.isAfter(Long.parseLong(name[0], 36), Long.parseLong(name[1], 36))) {
                continue;
            }
            root.getFileSystem().delete(each.getPath(), false);
        }
    }
}
