package dev.runnel.bench.count;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.RunFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Parquet files in a folder as other readers see them: nothing whose path has a part that begins with a dot or an
 * underscore.
 */
public final class LandedFiles implements Landed {
    /** Looking takes some of the machine that is measured. */
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Path folder;
    private final Set<Path> seen = new HashSet<>();
    private long rows;

    public LandedFiles(Path folder) {
        this.folder = folder;
    }

    /** Counts the rows of files that became visible since the last call, and says how many there are in all. */
    @Override
    public long rows() {
        List<Path> fresh = files().stream().filter(f -> !seen.contains(f)).toList();
        if (!fresh.isEmpty()) {
            rows += Duck.rows(fresh);
            seen.addAll(fresh);
        }
        return rows;
    }

    @Override
    public List<Path> files() {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(this::visible).filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException | NoSuchFileException e) {
            return List.of(); // a folder went while it was walked: look again
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    private boolean visible(Path file) {
        for (Path part : folder.relativize(file)) {
            String name = part.toString();
            if (name.startsWith(".") || name.startsWith("_")) {
                return false;
            }
        }
        return true;
    }

    /** Waits until every row is visible. */
    public static void await(Landed landed, long rows, ChildProcess by, long deadline) throws InterruptedException {
        while (landed.rows() < rows) {
            if (System.nanoTime() > deadline) {
                throw new RunFailedException(
                        "in time there were " + landed.rows() + " rows of " + rows + " at the destination");
            }
            if (!by.lives()) {
                throw new RunFailedException(
                        "it ended with " + landed.rows() + " rows of " + rows + " at the destination");
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }
}
