package dev.runnel.engine.retract;

import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Keyed by row of the source: keeps each that is there, until it is gone. */
final class TakeBack extends KeyedProcessFunction<String, RowData, RowData> {
    private static final long serialVersionUID = 1;

    private final RowType wanted;
    private transient @Nullable State state;

    /** What is opened with the task. */
    private record State(ValueState<RowData> there, RowData.FieldGetter[] getters) {}

    TakeBack(RowType wanted) {
        this.wanted = wanted;
    }

    @Override
    public void open(OpenContext context) {
        RowData.FieldGetter[] getters = new RowData.FieldGetter[wanted.getFieldCount()];
        for (int i = 0; i < getters.length; i++) {
            getters[i] = RowData.createFieldGetter(wanted.getTypeAt(i).copy(true), i);
        }
        state = new State(
                getRuntimeContext().getState(new ValueStateDescriptor<>("there", InternalTypeInfo.of(wanted))),
                getters);
    }

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) throws Exception {
        State s = Objects.requireNonNull(state);
        if (context.getCurrentKey().isEmpty()) {
            out.collect(projected(row, s));
            return;
        }
        takeBack(s, out);
        if (row.getRowKind() != RowKind.DELETE) {
            RowData there = projected(row, s);
            s.there().update(there);
            out.collect(there);
        }
    }

    /** A row that broke its contract was never there. */
    private static void takeBack(State s, Collector<RowData> out) throws Exception {
        RowData there = s.there().value();
        if (there != null) {
            s.there().clear();
            there.setRowKind(RowKind.DELETE);
            out.collect(there);
        }
    }

    private RowData projected(RowData row, State s) {
        GenericRowData projected = new GenericRowData(wanted.getFieldCount());
        for (int i = 0; i < s.getters().length; i++) {
            projected.setField(i, s.getters()[i].getFieldOrNull(row));
        }
        return projected;
    }
}
