package dev.runnel.engine.cluster;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What earlier runs of a job left below its folder: {@code <run>/chk-7/_metadata} and {@code savepoint-.../_metadata}.
 * Not thread safe.
 */
public final class RetainedCheckpoints {
    /** Whole checkpoints kept, so that a broken one has another before it. */
    static final int KEPT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(RetainedCheckpoints.class);
    private static final String METADATA = "_metadata";
    private static final String CHECKPOINT = "chk-";

    private final Path root;
    private final FileSystem files;

    /** A whole checkpoint or savepoint: its number in the life of the job, over all runs. */
    record Checkpoint(Path path, long number, long modified) {}

    RetainedCheckpoints(URI folder) throws IOException {
        this.root = new Path(folder);
        this.files = root.getFileSystem();
    }

    /**
     * Whether a job's folder holds a checkpoint or savepoint of at least a number, whole or broken.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static boolean anyFrom(URI folder, long number) {
        try {
            RetainedCheckpoints retained = new RetainedCheckpoints(folder);
            for (Path each : retained.folders()) {
                if (retained.number(each) >= number) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in " + folder + " cannot be looked at", e);
        }
    }

    /** The greatest there is where nobody can tell. */
    private long number(Path checkpoint) {
        String name = checkpoint.getName();
        try {
            return name.startsWith(CHECKPOINT)
                    ? Long.parseLong(name.substring(CHECKPOINT.length()))
                    : read(new Path(checkpoint, METADATA));
        } catch (IOException | RuntimeException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Whether an earlier run left anything, whole or not. */
    boolean any() throws IOException {
        return !folders().isEmpty();
    }

    /** The whole ones, the newest first. */
    List<Checkpoint> whole() throws IOException {
        List<Checkpoint> whole = new ArrayList<>();
        for (Path folder : folders()) {
            try {
                FileStatus metadata = files.getFileStatus(new Path(folder, METADATA));
                whole.add(new Checkpoint(folder, read(metadata.getPath()), metadata.getModificationTime()));
            } catch (IOException | RuntimeException e) {
                LOG.warn("the checkpoint {} is broken and is skipped: {}", folder, e.toString());
            }
        }
        whole.sort(Comparator.comparingLong(Checkpoint::number)
                .thenComparingLong(Checkpoint::modified)
                .reversed());
        return whole;
    }

    /** Deletes what is older than those worth keeping, and the folders of runs left empty. */
    void prune(List<Checkpoint> whole) throws IOException {
        for (Checkpoint old : whole.subList(Math.min(whole.size(), KEPT), whole.size())) {
            files.delete(old.path(), true);
        }
        for (FileStatus run : list(root)) {
            if (run.isDir()
                    && !isCheckpoint(run.getPath())
                    && checkpointsOf(run.getPath()).isEmpty()) {
                files.delete(run.getPath(), true);
            }
        }
    }

    private List<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (FileStatus entry : list(root)) {
            if (entry.isDir() && isCheckpoint(entry.getPath())) {
                folders.add(entry.getPath());
            } else if (entry.isDir()) {
                folders.addAll(checkpointsOf(entry.getPath()));
            }
        }
        return folders;
    }

    private List<Path> checkpointsOf(Path run) throws IOException {
        List<Path> found = new ArrayList<>();
        for (FileStatus entry : list(run)) {
            if (entry.isDir() && isCheckpoint(entry.getPath())) {
                found.add(entry.getPath());
            }
        }
        return found;
    }

    private boolean isCheckpoint(Path folder) throws IOException {
        return (folder.getName().startsWith(CHECKPOINT) || folder.getName().startsWith("savepoint-"))
                && files.exists(new Path(folder, METADATA));
    }

    private FileStatus[] list(Path folder) throws IOException {
        try {
            FileStatus[] entries = files.listStatus(folder);
            return entries == null ? new FileStatus[0] : entries;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /** The checkpoint's number, after looking whether every file that it needs is there in full length. */
    private static long read(Path file) throws IOException {
        ClassLoader loader = RetainedCheckpoints.class.getClassLoader();
        try (DataInputStream in = new DataInputStream(file.getFileSystem().open(file))) {
            CheckpointMetadata metadata = Checkpoints.loadCheckpointMetadata(
                    in, loader, file.getParent().toString());
            metadata.getOperatorStates().forEach(RetainedCheckpoints::checkFiles);
            return metadata.getCheckpointId();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void checkFiles(OperatorState operator) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
            for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                checkFile(handle.getDelegateStateHandle());
            }
            for (OperatorStateHandle handle : subtask.getRawOperatorState()) {
                checkFile(handle.getDelegateStateHandle());
            }
            for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                if (handle instanceof KeyGroupsStateHandle keyed) {
                    checkFile(keyed.getDelegateStateHandle());
                }
            }
        }
    }

    private static void checkFile(StreamStateHandle handle) {
        if (!(handle instanceof FileStateHandle file)) {
            return;
        }
        try {
            long length = file.getFilePath()
                    .getFileSystem()
                    .getFileStatus(file.getFilePath())
                    .getLen();
            if (length < file.getStateSize()) {
                throw new IOException(file.getFilePath() + " has " + length + " bytes of " + file.getStateSize());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
