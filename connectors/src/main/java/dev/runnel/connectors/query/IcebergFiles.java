package dev.runnel.connectors.query;

import dev.runnel.core.query.QueryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.io.CloseableIterable;

/** The data files of an Iceberg table's current snapshot. */
final class IcebergFiles {
    private IcebergFiles() {}

    /** The files on the local disk; none when there is no table yet or no snapshot of it. */
    static List<Path> of(Path folder) {
        HadoopTables tables = new HadoopTables(new Configuration(false));
        String location = "file:" + folder;
        if (!tables.exists(location)) {
            return List.of();
        }
        Table table = tables.load(location);
        List<Path> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (!task.deletes().isEmpty()) {
                    throw new QueryException("the Iceberg table in " + folder
                            + " has deleted rows, which another program wrote; queries here read appended tables only");
                }
                files.add(Path.of(task.file().location().replaceFirst("^file:(//(?=/))?", "")));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new QueryException("the Iceberg table in " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return files;
    }
}
