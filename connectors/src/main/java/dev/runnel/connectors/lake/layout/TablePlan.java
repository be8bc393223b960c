package dev.runnel.connectors.lake.layout;

import java.net.URI;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Everything about one table that a job is to write.
 *
 * @param name as in YAML, for messages
 * @param location the table's folder
 * @param rows the rows that come
 * @param columns those of their columns that are kept
 * @param uid prefix of the uids and names of operators
 */
public record TablePlan(
        String name,
        URI location,
        RowType rows,
        LandedColumns columns,
        List<PartitionField> partitions,
        Roll roll,
        Codec codec,
        String uid) {
    public TablePlan {
        partitions = List.copyOf(partitions);
    }
}
