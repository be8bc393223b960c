package dev.runnel.cli.embedded;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Watches the room on the data folder's disk, so that a run stops in order before Kafka and Flink fail for want of it. */
final class DiskGuard implements AutoCloseable {
    private static final long MEGABYTE = 1024 * 1024;
    /** What a start needs: Kafka reserves index files, Flink writes its first checkpoints. */
    private static final long TO_START = 256 * MEGABYTE;
    /** What stopping in order needs: open files are finished, offsets and checkpoints written. */
    private static final long TO_GO_ON = 96 * MEGABYTE;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "disk-guard");
        thread.setDaemon(true);
        return thread;
    });

    private DiskGuard() {}

    /**
     * Looks now, and then twice a second.
     *
     * @param full told once the disk has too little room left
     * @throws CommandFailure when it has too little to begin with
     */
    static DiskGuard start(Path folder, Consumer<CommandFailure> full) {
        return start(folder, TO_START, TO_GO_ON, full);
    }

    static DiskGuard start(Path folder, long toStart, long toGoOn, Consumer<CommandFailure> full) {
        if (room(folder) < toStart) {
            throw failure(folder, toStart);
        }
        DiskGuard guard = new DiskGuard();
        guard.timer.scheduleWithFixedDelay(
                () -> {
                    if (room(folder) < toGoOn) {
                        guard.timer.shutdown();
                        full.accept(failure(folder, toGoOn));
                    }
                },
                500,
                500,
                TimeUnit.MILLISECONDS);
        return guard;
    }

    private static CommandFailure failure(Path folder, long needed) {
        return new CommandFailure(
                ExitCode.ENVIRONMENT,
                "the disk of " + folder + " is full: " + room(folder) / MEGABYTE + " MB are free and "
                        + needed / MEGABYTE
                        + " MB needed. What was acknowledged is safe; make room, or give another folder with --data-dir,"
                        + " and start again");
    }

    private static long room(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // a file system that does not tell is not watched
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
