package dev.runnel.connectors.lake.iceberg;

import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.layout.LandedColumns;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.TaskInfo;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.TableLoader;

/**
 * What the tasks that write a table's files are told.
 *
 * @param landed see {@link TableColumns#of}
 * @param fileBytes the size at which files are finished
 */
record TableFiles(TableLoader loader, LandedColumns landed, Codec codec, long fileBytes) implements Serializable {

    /** The writer of one task. */
    FileWriter writer(TaskInfo task) throws IOException {
        try (TableLoader own = loader.clone()) {
            own.open();
            Table table = own.loadTable();
            return new FileWriter(table, this, task);
        }
    }
}
