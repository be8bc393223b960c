package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.TablePlan;
import dev.runnel.connectors.lake.layout.Transform;
import dev.runnel.engine.destination.Uids;
import dev.runnel.engine.filesystem.FileSystemFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The folder of one day's load. It is written in {@code .loads} of the lake, where no table is, and then renamed to the
 * partition of its day: a reader sees the load of before, for a moment none, and the new one, never a part. What is not a
 * load's own in the old folder (records that were posted or replayed) moves along.
 *
 * @param home where it is written
 * @param table the table's folder
 * @param day the partition's name, {@code ingest_date=2026-11-21}
 */
public record DailyFolder(URI home, URI table, String day) {
    private static final String HOMES = ".loads";
    /** Begins the names of a load's files. */
    static final String PREFIX = "load";

    /** That of a table. */
    public static DailyFolder of(URI lake, TablePlan plan, LocalDate day) {
        String root = lake.toString();
        String homes = (root.endsWith("/") ? root : root + "/") + HOMES + "/";
        return new DailyFolder(
                URI.create(homes + Uids.digest(plan.uid(), plan.name())),
                plan.location(),
                PartitionField.INGEST_DATE.name() + "=" + day);
    }

    /** The plan for what is written here: below the day's own folder. */
    public TablePlan beside(TablePlan plan) {
        return new TablePlan(
                plan.name(),
                URI.create(home + "/" + day),
                plan.rows(),
                plan.columns(),
                plan.partitions().stream()
                        .filter(field -> field.transform() != Transform.INGEST_DATE)
                        .toList(),
                plan.roll(),
                plan.codec(),
                plan.uid());
    }

    /**
     * Empties it.
     *
     * @throws UncheckedIOException when the lake cannot be written
     */
    public void begin() {
        try {
            FileSystem files = files();
            files.delete(new Path(home), true);
            files.mkdirs(written());
        } catch (IOException e) {
            throw failed("emptied", e);
        }
    }

    /**
     * Makes it the partition of its day. Nothing happens when it is that already. What a kill breaks off is done again:
     * the written folder is there until it is in its place.
     *
     * @throws UncheckedIOException when the lake cannot be written
     */
    public void publish() {
        Path replaced = new Path(new Path(home), "replaced");
        Path live = new Path(new Path(table), day);
        try {
            FileSystem files = files();
            if (files.exists(written())) {
                removeUnfinished(files, written());
                if (files.exists(live)) {
                    adopt(files, live, written());
                    files.delete(replaced, true);
                    rename(files, live, replaced);
                }
                files.mkdirs(new Path(table));
                rename(files, written(), live);
            }
            files.delete(new Path(home), true);
        } catch (IOException e) {
            throw failed("put in its place", e);
        }
    }

    private FileSystem files() throws IOException {
        return new Path(home).getFileSystem();
    }

    private Path written() {
        return new Path(new Path(home), day);
    }

    /** What a kill left open is in no checkpoint any more. */
    private static void removeUnfinished(FileSystem files, Path folder) throws IOException {
        for (FileStatus each : list(files, folder)) {
            if (each.isDir()) {
                removeUnfinished(files, each.getPath());
            } else if (each.getPath().getName().startsWith("." + PREFIX)) {
                files.delete(each.getPath(), false);
            }
        }
    }

    /** Moves what other jobs wrote, unfinished files too: their checkpoints know them by their names. */
    private static void adopt(FileSystem files, Path from, Path to) throws IOException {
        for (FileStatus each : list(files, from)) {
            String name = each.getPath().getName();
            Path target = new Path(to, name);
            if (each.isDir()) {
                adopt(files, each.getPath(), target);
            } else if (!name.startsWith(PREFIX) && !name.startsWith("." + PREFIX)) {
                files.mkdirs(to);
                rename(files, each.getPath(), target);
            }
        }
    }

    private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
        try {
            FileStatus[] entries = files.listStatus(folder);
            return entries == null ? new FileStatus[0] : entries;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    private static void rename(FileSystem files, Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException(from + " cannot be renamed to " + to);
        }
    }

    private UncheckedIOException failed(String what, IOException e) {
        return new UncheckedIOException(
                "the load " + day + " of " + table.getPath() + " cannot be " + what
                        + ": is the lake writable, and the disk not full?",
                FileSystemFailure.explain(new Path(table), e));
    }
}
