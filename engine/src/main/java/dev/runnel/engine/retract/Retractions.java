package dev.runnel.engine.retract;

import dev.runnel.engine.log.RecordRows;
import dev.runnel.engine.row.RowTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Puts the taking back of rows behind a log's decoded rows: a row that its source no longer has is given again as a delete,
 * with all the values that it came with, so that a sum goes back by just what it had gone up.
 *
 * @param stream for names of operators
 */
public record Retractions(String stream) {
    /** What a stream's rows are with it. */
    public static final ChangelogMode MODE = ChangelogMode.newBuilder()
            .addContainedKind(RowKind.INSERT)
            .addContainedKind(RowKind.DELETE)
            .build();

    /** The columns that rows need for it, beside those that are wanted. */
    public List<String> columns() {
        return List.of(RecordRows.ROW);
    }

    /** A row type with {@link #columns} at its end; anything may be null, as it is in a row that is gone. */
    public RowType with(RowType wanted) {
        List<RowType.RowField> fields = new ArrayList<>(((RowType) RowTypes.nullable(wanted)).getFields());
        fields.add(new RowType.RowField("source_row", RowTypes.string()));
        return new RowType(false, fields);
    }

    /**
     * The rows that are there, and those that are taken back.
     *
     * @param rows as {@link #with} types them; those of one row of the source in their order
     * @param wanted the type of the rows that come out
     */
    public SingleOutputStreamOperator<RowData> apply(DataStream<RowData> rows, RowType wanted) {
        return rows.keyBy(new RowOf(wanted.getFieldCount()))
                .process(new TakeBack(wanted), InternalTypeInfo.of(wanted))
                .name(stream + "/retract");
    }

    /** Records that nobody takes back go one way: they are in nobody's state. */
    private static final class RowOf implements KeySelector<RowData, String> {
        private static final long serialVersionUID = 1;
        private final int column;

        RowOf(int column) {
            this.column = column;
        }

        @Override
        public String getKey(RowData row) {
            return row.isNullAt(column) ? "" : row.getString(column).toString();
        }
    }
}
