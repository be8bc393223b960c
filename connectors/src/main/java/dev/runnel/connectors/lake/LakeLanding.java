package dev.runnel.connectors.lake;

import dev.runnel.connectors.lake.iceberg.IcebergLanding;
import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.layout.LakeFolder;
import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.TableNameKind;
import dev.runnel.connectors.lake.layout.TablePlan;
import dev.runnel.connectors.lake.layout.Transform;
import dev.runnel.connectors.lake.parquet.DailyFolder;
import dev.runnel.connectors.lake.parquet.ParquetLanding;
import dev.runnel.connectors.lake.parquet.SchemaFile;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.Target;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** Adds a lake table to a job. */
final class LakeLanding {
    private LakeLanding() {}

    static Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target) {
        TablePlan plan = plan(target);
        boolean iceberg = target.settings().get(LakeConnector.FORMAT).equals("iceberg");
        FittingRows.Divided divided = FittingRows.divide(rows, plan, iceberg);
        if (iceberg) {
            IcebergLanding.attach(divided.fitting(), plan);
        } else {
            target.load()
                    .ifPresentOrElse(
                            day -> ParquetLanding.attachLoad(
                                    divided.fitting(), daily(target).beside(plan)),
                            () -> ParquetLanding.attach(divided.fitting(), plan));
        }
        SchemaFile.write(plan);
        return Optional.of(divided.refused());
    }

    /**
     * Where a load of a day is written.
     *
     * @throws java.util.NoSuchElementException when the target is none
     */
    static DailyFolder daily(Target target) {
        return DailyFolder.of(
                target.environment().lake(), plan(target), target.load().orElseThrow());
    }

    private static TablePlan plan(Target target) {
        Settings settings = target.settings();
        String table = LakeConnector.table(settings, target.name(), target.invalid());
        if (!TableNameKind.isValid(table)) {
            throw new IllegalArgumentException(
                    "'" + table + "' cannot be a lake table's name; give the destination of '" + target.name()
                            + "' a 'table:' of letters, digits, '_', '-', '.' and '/'");
        }
        LandedColumns columns = target.invalid()
                ? LandedColumns.all(target.type())
                : LandedColumns.of(target.type(), settings.get(LakeConnector.SYSTEM_COLUMNS));
        return new TablePlan(
                table,
                LakeFolder.of(target.environment().lake(), table),
                target.type(),
                columns,
                target.invalid() ? byDayReceived(target.type()) : partitions(settings, target.type()),
                LakeConnector.roll(settings),
                Codec.of(settings.get(LakeConnector.COMPRESSION)),
                target.uid());
    }

    private static List<PartitionField> partitions(Settings settings, RowType rows) {
        return settings.get(LakeConnector.PARTITION_BY).stream()
                .map(field -> field.in(name -> rows.getFieldIndex(name) >= 0))
                .toList();
    }

    /** Invalid rows have other columns than valid ones; what they all have is when they came. */
    private static List<PartitionField> byDayReceived(RowType rows) {
        return rows.getFields().stream()
                .filter(f -> f.getName().equals(Headers.RECEIVED_AT)
                        || f.getName().equals(SystemColumn.RECEIVED_AT.column()))
                .filter(f -> f.getType().is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
                        || f.getType().is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE))
                .map(f -> new PartitionField(Transform.DAY, f.getName()))
                .limit(1)
                .toList();
    }
}
