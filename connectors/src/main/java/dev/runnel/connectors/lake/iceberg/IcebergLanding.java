package dev.runnel.connectors.lake.iceberg;

import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.lake.layout.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;

/**
 * Appends rows to an Iceberg table, a snapshot for each checkpoint. Only Iceberg's second sink is used: the first loses
 * rows when subtasks end in different checkpoints.
 */
public final class IcebergLanding {
    private IcebergLanding() {}

    /**
     * Makes the table, or brings it up to date, and adds the writing to a job.
     *
     * @throws IllegalStateException when the table that is there cannot take the rows, saying why
     */
    public static void attach(DataStream<RowData> rows, TablePlan plan) {
        Configuration hadoop = LocalHadoop.configuration();
        String location = LocalHadoop.location(plan.location());
        Table table = new IcebergTables(hadoop).prepare(plan, location);
        RowType whole = whole(plan.columns().type(), table);
        TableLoader loader = TableLoader.fromHadoopTable(location, hadoop);
        TableFiles files = TableColumns.of(table.schema(), plan.columns())
                .map(landed ->
                        new TableFiles(loader, landed, plan.codec(), plan.roll().size()))
                .orElse(null);
        DataStream<RowData> written = files == null ? filled(kept(rows, plan), plan, whole) : rows;
        IcebergSink.forRowData(RestoredSink.of(written, plan.uid() + "-lake-restored", files))
                .table(table)
                .tableLoader(loader)
                .resolvedSchema(FlinkSchemaUtil.toResolvedSchema(whole))
                .distributionMode(DistributionMode.NONE)
                .setAll(Map.of(
                        "write-format", "parquet",
                        "compression-codec", codec(plan),
                        "target-file-size-bytes", Long.toString(plan.roll().size())))
                .uidSuffix(plan.uid() + "-lake")
                .append();
    }

    /** The name that Iceberg has for a codec. */
    static String codec(TablePlan plan) {
        return switch (plan.codec()) {
            case ZSTD -> "zstd";
            case SNAPPY -> "snappy";
            case NONE -> "uncompressed";
        };
    }

    private static DataStream<RowData> kept(DataStream<RowData> rows, TablePlan plan) {
        LandedColumns columns = plan.columns();
        int[] positions = columns.positions();
        boolean all = positions.length == plan.rows().getFieldCount();
        if (all && IntStream.range(0, positions.length).allMatch(i -> positions[i] == i)) {
            return rows;
        }
        String uid = plan.uid() + "-lake-columns";
        return rows.map(row -> (RowData) ProjectedRowData.from(positions).replaceRow(row))
                .returns(InternalTypeInfo.of(columns.type()))
                .name(uid)
                .uid(uid);
    }

    /** The rows' columns, then those that only the table has. */
    private static RowType whole(RowType rows, Table table) {
        List<RowType.RowField> fields = new ArrayList<>(rows.getFields());
        FlinkSchemaUtil.convert(table.schema()).getFields().stream()
                .skip(fields.size())
                .forEach(fields::add);
        return new RowType(false, fields);
    }

    private static DataStream<RowData> filled(DataStream<RowData> rows, TablePlan plan, RowType whole) {
        int more = whole.getFieldCount() - plan.columns().type().getFieldCount();
        if (more == 0) {
            return rows;
        }
        String uid = plan.uid() + "-lake-left";
        return rows.map(row -> (RowData) new JoinedRowData(row.getRowKind(), row, new GenericRowData(more)))
                .returns(InternalTypeInfo.of(whole))
                .name(uid)
                .uid(uid);
    }

    /** Properties of a new table: bounded memory for each open partition, and metadata files that do not pile up. */
    static Map<String, String> properties(TablePlan plan) {
        return Map.of(
                TableProperties.FORMAT_VERSION, "2",
                TableProperties.PARQUET_COMPRESSION, codec(plan),
                TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, Long.toString(16L << 20),
                TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
                TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20");
    }
}
