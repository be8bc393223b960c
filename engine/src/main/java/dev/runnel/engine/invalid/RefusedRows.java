package dev.runnel.engine.invalid;

import dev.runnel.engine.Refused;
import dev.runnel.engine.row.JsonRows;
import dev.runnel.engine.row.KeyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Makes invalid records of the rows of a model that a destination refused: each row whole, as JSON. */
public final class RefusedRows extends ProcessFunction<RowData, InvalidRecord> {
    private final String model;
    private final RowType type;
    private final String destination;
    private final ArrayList<String> key;
    private transient @Nullable JsonRows json;
    private transient @Nullable KeyText keys;

    /**
     * Of one destination.
     *
     * @param destination as {@link dev.runnel.core.pipeline.Names#destination} names it
     * @param type the rows, without the reason
     */
    public RefusedRows(String model, String destination, RowType type, List<String> key) {
        this.model = model;
        this.destination = destination;
        this.type = type;
        this.key = new ArrayList<>(key);
    }

    @Override
    public void open(OpenContext context) {
        json = new JsonRows(type);
        keys = new KeyText(type, key);
    }

    @Override
    public void processElement(RowData refused, Context context, Collector<InvalidRecord> out) {
        RowData row = Refused.row(refused, type.getFieldCount());
        out.collect(InvalidRecord.ofWrite(
                Objects.requireNonNull(keys).of(row),
                Objects.requireNonNull(json).object(row),
                model,
                destination,
                Refused.violation(refused),
                context.timerService().currentProcessingTime()));
    }
}
