package dev.runnel.engine.model;

import java.util.Objects;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * The end of a model's plan: keeps the rows for whoever attaches the destinations afterwards, for what is attached while
 * the planner translates does not become part of the job.
 */
final class ModelSink implements DynamicTableSink {
    private final boolean keyed;
    private @Nullable Transformation<RowData> rows;
    private boolean adding;

    /** @param keyed whether a later row of the same key replaces an earlier one, so that the planner may leave out old values */
    ModelSink(boolean keyed) {
        this.keyed = keyed;
    }

    /** The model's rows, once it was planned. */
    DataStream<RowData> rows(StreamExecutionEnvironment flink) {
        return new DataStream<>(flink, Objects.requireNonNull(rows));
    }

    /** Whether the query changes rows that it already gave; known once it was planned. */
    boolean changing() {
        return !adding;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode query) {
        // The planner asks several times: with what the query gives, and also with everything there is.
        boolean onlyAdds = query.containsOnly(RowKind.INSERT);
        adding |= onlyAdds;
        return onlyAdds ? ChangelogMode.insertOnly() : keyed ? ChangelogMode.upsert(false) : query;
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        return (DataStreamSinkProvider) this::consume;
    }

    private DataStreamSink<RowData> consume(ProviderContext context, DataStream<RowData> result) {
        rows = result.getTransformation();
        return new Attached(rows);
    }

    /** The planner wants one sink where there may be several: it is given what they all read. */
    private static final class Attached extends DataStreamSink<RowData> {
        Attached(Transformation<RowData> rows) {
            super(physical(rows));
        }

        private static PhysicalTransformation<RowData> physical(Transformation<RowData> rows) {
            Transformation<?> at = rows;
            while (!(at instanceof PhysicalTransformation)) {
                at = at.getInputs().get(0);
            }
            @SuppressWarnings("unchecked") // only exchanges stand between, which keep the type
            PhysicalTransformation<RowData> physical = (PhysicalTransformation<RowData>) at;
            return physical;
        }
    }

    @Override
    public DynamicTableSink copy() {
        return this; // planned once; what the planner tells must reach the one who asks
    }

    @Override
    public String asSummaryString() {
        return "destinations";
    }
}
