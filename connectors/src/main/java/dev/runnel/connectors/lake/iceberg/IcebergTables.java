package dev.runnel.connectors.lake.iceberg;

import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.TablePlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.hadoop.HadoopTables;

/** Makes Iceberg tables in folders, and brings them up to date with the rows that are to be written. */
final class IcebergTables {
    private final HadoopTables tables;

    IcebergTables(Configuration hadoop) {
        this.tables = new HadoopTables(hadoop);
    }

    /**
     * The table, with every column of the plan, in the plan's order.
     *
     * @throws IllegalStateException when the table that is there cannot take the rows, saying why
     */
    Table prepare(TablePlan plan, String location) {
        Schema wanted = FlinkSchemaUtil.convert(
                FlinkSchemaUtil.toResolvedSchema(plan.columns().type()));
        PartitionSpec spec = spec(plan, wanted);
        if (!tables.exists(location)) {
            return tables.create(wanted, spec, SortOrder.unsorted(), IcebergLanding.properties(plan), location);
        }
        Table table = tables.load(location);
        checkPartitions(plan, table, spec);
        evolve(plan, table, wanted);
        return table;
    }

    private static PartitionSpec spec(TablePlan plan, Schema schema) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        try {
            for (PartitionField field : plan.partitions()) {
                switch (field.transform()) {
                    case IDENTITY -> spec.identity(field.path(), identityName(field));
                    case YEAR -> spec.year(field.path(), field.name());
                    case MONTH -> spec.month(field.path(), field.name());
                    case DAY, INGEST_DATE -> spec.day(field.path(), field.name());
                    case HOUR -> spec.hour(field.path(), field.name());
                }
            }
            return spec.build();
        } catch (ValidationException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "partition_by of table '" + plan.name() + "' does not fit its columns: " + e.getMessage(), e);
        }
    }

    /** Iceberg lets a partition carry a column's name only at the top. */
    private static String identityName(PartitionField field) {
        return field.path().contains(".") ? field.name() : field.path();
    }

    private static void checkPartitions(TablePlan plan, Table table, PartitionSpec wanted) {
        List<String> has = describe(table.spec(), table.schema());
        List<String> wants = describe(wanted, wanted.schema());
        if (!has.equals(wants)) {
            throw new IllegalStateException("table '" + plan.name() + "' is partitioned by " + has + ", not by " + wants
                    + "; give the destination another 'table:', or move "
                    + plan.location().getPath() + " away");
        }
    }

    private static List<String> describe(PartitionSpec spec, Schema schema) {
        return spec.fields().stream()
                .map(f -> f.transform() + "(" + schema.findColumnName(f.sourceId()) + ")")
                .toList();
    }

    private static void evolve(TablePlan plan, Table table, Schema wanted) {
        UpdateSchema update = table.updateSchema();
        SchemaChange change = new SchemaChange(update);
        change.compare("", table.schema().asStruct(), wanted.asStruct());
        List<String> problems = new ArrayList<>(change.problems());
        if (!problems.isEmpty()) {
            throw new IllegalStateException("table '" + plan.name() + "' cannot take these rows: "
                    + String.join("; ", problems) + ". Undo the change, give the destination another 'table:', or move "
                    + plan.location().getPath() + " away");
        }
        if (change.changes()) {
            update.commit();
        }
    }
}
