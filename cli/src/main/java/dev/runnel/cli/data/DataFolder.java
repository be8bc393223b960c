package dev.runnel.cli.data;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of everything a running pipeline keeps on disk, held by one process at a time. */
public final class DataFolder implements AutoCloseable {
    /** Its name inside a pipeline's folder, unless told otherwise. */
    public static final String NAME = ".runnel";

    private static final String FORMAT = "1";
    private static final String FORMAT_FILE = "format";

    private final Path root;
    private final FolderLock lock;

    private DataFolder(Path root, FolderLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the folder when it is absent and takes it.
     *
     * @throws CommandFailure when it cannot be written, another process holds it, or another version of Runnel wrote it
     */
    public static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            FolderLock lock = FolderLock.take(root);
            try {
                checkFormat(root);
                return new DataFolder(root, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "the data folder " + root + " cannot be used: " + e + "; give another with --data-dir",
                    e);
        }
    }

    public Path root() {
        return root;
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path lake() {
        return lake(root);
    }

    /** The lake of a data folder that need not be held. */
    public static Path lake(Path root) {
        return root.resolve("lake");
    }

    public Path log() {
        return root.resolve("logs").resolve("runnel.log");
    }

    /** For what need not outlive the process; emptied when the folder is opened. */
    public Path temporary() {
        Path temporary = root.resolve("tmp");
        try {
            remove(temporary);
            Files.createDirectories(temporary);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, temporary + " cannot be emptied: " + e, e);
        }
        return temporary;
    }

    /** Lets another process have it. */
    @Override
    public void close() {
        lock.close();
    }

    /** Removes a folder with all that is in it. */
    public static void remove(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static void checkFormat(Path root) throws IOException {
        Path file = root.resolve(FORMAT_FILE);
        if (Files.notExists(file)) {
            Files.writeString(file, FORMAT + "\n");
            return;
        }
        String found = Files.readString(file).strip();
        if (!found.equals(FORMAT)) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "the data folder " + root + " has format " + found + " and this version of Runnel knows " + FORMAT
                            + "; use the version that wrote it, or another folder with --data-dir");
        }
    }
}
