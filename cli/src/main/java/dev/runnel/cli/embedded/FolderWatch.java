package dev.runnel.cli.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a file that declares a pipeline (yaml, sql) was written, made or removed below a folder, once it is quiet
 * again: editors write in several steps. Hidden folders and those of tests are not looked at.
 */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final Path folder;
    private final Path except;
    private final Runnable changed;
    private final WatchService events;
    private final Thread thread = new Thread(this::run, "watch");
    private TreeMap<Path, String> seen;

    /**
     * Begins to watch.
     *
     * @param except a folder below that is not looked at
     * @param changed called on a thread of this one's own, one call after the other
     */
    FolderWatch(Path folder, Path except, Runnable changed) {
        this.folder = folder.toAbsolutePath().normalize();
        this.except = except.toAbsolutePath().normalize();
        this.changed = changed;
        try {
            events = this.folder.getFileSystem().newWatchService();
            seen = look();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be watched", e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                drop(events.take());
                for (WatchKey key = next(); key != null; key = next()) {
                    drop(key);
                }
                TreeMap<Path, String> now = look();
                if (!now.equals(seen)) {
                    seen = now;
                    changed.run();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // Closing.
        } catch (IOException | RuntimeException e) {
            LOG.error("{} is not watched any more; start the pipeline again to go on", folder, e);
        }
    }

    private @Nullable WatchKey next() throws InterruptedException {
        return events.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void drop(WatchKey key) {
        key.pollEvents();
        key.reset();
    }

    /** The files that count, each with what changes when it is written; folders that are new are watched from now on. */
    private TreeMap<Path, String> look() throws IOException {
        TreeMap<Path, String> files = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                if (!dir.equals(folder) && isLeftOut(dir)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                dir.register(events, KINDS);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".sql")) {
                    files.put(file, attributes.lastModifiedTime() + " " + attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // removed meanwhile
            }
        });
        return files;
    }

    private boolean isLeftOut(Path dir) {
        String name = dir.getFileName().toString();
        return dir.equals(except) || name.startsWith(".") || name.equals("tests");
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            events.close();
        } catch (IOException e) {
            LOG.debug("{}", e.toString());
        }
    }
}
