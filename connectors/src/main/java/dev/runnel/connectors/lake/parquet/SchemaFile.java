package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.LakeFolder;
import dev.runnel.connectors.lake.layout.TablePlan;
import dev.runnel.engine.filesystem.FileSystemFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * A Parquet file of no rows beside the data, that gives queries the table's columns and their order before the first row
 * is there, and those of a model, which nothing else tells. Readers skip it by its underscore.
 */
public final class SchemaFile {
    private SchemaFile() {}

    /**
     * Writes it, in place of one that is there.
     *
     * @throws IllegalArgumentException when a column's type cannot be stored
     * @throws UncheckedIOException when the lake cannot be written
     */
    public static void write(TablePlan plan) {
        Path folder = new Path(plan.location());
        Path draft = new Path(folder, "." + LakeFolder.SCHEMA_FILE + "." + UUID.randomUUID());
        ParquetFiles files =
                new ParquetFiles(plan.columns(), plan.codec(), plan.roll().size());
        try {
            FileSystem system = folder.getFileSystem();
            system.mkdirs(folder);
            try (FSDataOutputStream out = system.create(draft, FileSystem.WriteMode.NO_OVERWRITE)) {
                files.create(out).finish();
            }
            Path schema = new Path(folder, LakeFolder.SCHEMA_FILE);
            if (!system.rename(draft, schema)) { // some file systems do not rename onto a file
                system.delete(schema, false);
                system.rename(draft, schema);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write to the lake folder " + folder.getPath() + ": is it writable, and the disk not full?",
                    FileSystemFailure.explain(folder, e));
        }
    }
}
