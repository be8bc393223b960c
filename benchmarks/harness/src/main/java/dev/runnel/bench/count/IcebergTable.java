package dev.runnel.bench.count;

import dev.runnel.bench.process.RunFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.io.CloseableIterable;

/** An Iceberg table in a folder, as its current snapshot has it. */
public final class IcebergTable implements Landed {
    private final Path folder;
    private String version = "";
    private long rows;

    public IcebergTable(Path folder) {
        this.folder = folder;
    }

    /** Makes an empty one of format version 2 that writes Parquet with zstd. */
    public static void create(Path folder, Schema schema) {
        new HadoopTables(new Configuration(false))
                .create(
                        schema,
                        PartitionSpec.unpartitioned(),
                        Map.of("format-version", "2", "write.parquet.compression-codec", "zstd"),
                        "file:" + folder);
    }

    @Override
    public long rows() {
        try {
            Path hint = folder.resolve("metadata").resolve("version-hint.text");
            String now = Files.exists(hint) ? Files.readString(hint) : "";
            if (!now.equals(version)) {
                rows = total();
                version = now;
            }
            return rows;
        } catch (IOException e) {
            return rows; // it is being written: look again
        }
    }

    private long total() {
        try {
            Snapshot snapshot = table().currentSnapshot();
            return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault("total-records", "0"));
        } catch (NoSuchTableException e) {
            return 0;
        }
    }

    @Override
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table().newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (!task.deletes().isEmpty()) {
                    throw new RunFailedException("the table has deleted rows, which nobody asked for");
                }
                files.add(Path.of(task.file().location().replaceFirst("^file:(//(?=/))?", "")));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private Table table() {
        return new HadoopTables(new Configuration(false)).load("file:" + folder);
    }
}
