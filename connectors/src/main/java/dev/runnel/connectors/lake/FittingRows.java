package dev.runnel.connectors.lake;

import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.TablePlan;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Lets rows pass that a table can hold. */
final class FittingRows extends ProcessFunction<RowData, RowData> {
    private final RowType rows;
    private final LandedColumns columns;
    private final ArrayList<PartitionField> partitions;
    private final OutputTag<RowData> refused;
    private transient @Nullable RowFit fit;

    private FittingRows(TablePlan plan, boolean iceberg, OutputTag<RowData> refused) {
        this.rows = plan.rows();
        this.columns = plan.columns();
        // Our own Parquet files have a name for every partition; Iceberg's do not.
        this.partitions = new ArrayList<>(iceberg ? plan.partitions() : List.of());
        this.refused = refused;
    }

    /** Rows that pass, and those that do not. */
    record Divided(DataStream<RowData> fitting, DataStream<RowData> refused) {}

    static Divided divide(DataStream<RowData> rows, TablePlan plan, boolean iceberg) {
        OutputTag<RowData> refused = new OutputTag<>("refused", Refused.type(plan.rows()));
        String uid = plan.uid() + "-fit";
        SingleOutputStreamOperator<RowData> fitting = rows.process(
                        new FittingRows(plan, iceberg, refused), rows.getType())
                .name(uid)
                .uid(uid);
        return new Divided(fitting, fitting.getSideOutput(refused));
    }

    @Override
    public void open(OpenContext context) {
        fit = new RowFit(rows, columns, partitions);
    }

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) {
        Violation found = Objects.requireNonNull(fit).check(row);
        if (found == null) {
            out.collect(row);
        } else {
            context.output(refused, Refused.of(row, found));
        }
    }
}
