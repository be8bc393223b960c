package dev.runnel.engine.dedup;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Dedup;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.row.RowTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Puts the dropping of repeats behind a log's decoded rows. What is dropped depends on nothing but the order of each
 * partition and on when its records were received, so every job that reads the log drops the same ones, at any
 * parallelism and as often as it is read.
 *
 * @param stream for names of operators
 */
public record Repeats(String stream, Dedup dedup) {
    /** The columns that rows need for it, beside those that are wanted. */
    public List<String> columns() {
        return List.of(dedup.by(), SystemColumn.RECEIVED_AT.column(), SystemColumn.PARTITION.column());
    }

    /** Of the operator, where its state is kept by name: another field has another state. */
    public String uid() {
        return stream + "/dedup/" + dedup.by();
    }

    /** A row type with {@link #columns} at its end, which {@link #drop} takes off again. */
    public RowType with(RowType wanted, Contract contract) {
        LogicalType by =
                RowTypes.of(contract.type().at(dedup.by()).orElseThrow().type());
        List<RowType.RowField> fields = new ArrayList<>(wanted.getFields());
        fields.add(new RowType.RowField("dedup_by", by.copy(true)));
        fields.add(new RowType.RowField("dedup_at", RowTypes.of(SystemColumn.RECEIVED_AT)));
        fields.add(new RowType.RowField("dedup_in", RowTypes.of(SystemColumn.PARTITION)));
        return new RowType(false, fields);
    }

    /**
     * The rows that repeat none before them.
     *
     * @param rows as {@link #with} types them; those of a partition in its order
     * @param wanted the type of the rows that come out
     */
    public SingleOutputStreamOperator<RowData> drop(DataStream<RowData> rows, RowType whole, RowType wanted) {
        return rows.keyBy(new PartitionOf(wanted.getFieldCount() + 2))
                .process(new DropRepeats(stream, dedup, whole, wanted), InternalTypeInfo.of(wanted))
                .name(stream + "/dedup");
    }

    /** All rows of a partition go the same way, so that their order stays. */
    private static final class PartitionOf implements KeySelector<RowData, Integer> {
        private final int column;

        PartitionOf(int column) {
            this.column = column;
        }

        @Override
        public Integer getKey(RowData row) {
            return row.getInt(column);
        }
    }
}
