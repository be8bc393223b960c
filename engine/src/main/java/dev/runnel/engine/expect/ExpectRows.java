package dev.runnel.engine.expect;

import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.Expectation.OnFail;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.invalid.InvalidRecord;
import dev.runnel.engine.row.JsonRows;
import dev.runnel.engine.row.KeyText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the rows of a model's result. They come with one column more for each rule, true where it holds, and leave
 * without; rows that fail leave by {@link #INVALID}.
 *
 * <p>Of a changing result, a row that fails is no row: what takes it back is dropped like the row itself. Where it
 * replaces a row by key, that row is deleted, for the result does not have it any more.
 */
public final class ExpectRows extends ProcessFunction<RowData, RowData> implements CheckpointedFunction {
    /** Rows that failed. */
    public static final OutputTag<InvalidRecord> INVALID = new OutputTag<>("invalid", InvalidRecord.TYPE);

    private static final Logger LOG = LoggerFactory.getLogger(ExpectRows.class);

    private final String model;
    private final RowType type;
    private final ArrayList<String> key;
    private final ArrayList<Rule> rules = new ArrayList<>();
    private transient RowData.FieldGetter @Nullable [] columns;
    private transient @Nullable JsonRows json;
    private transient @Nullable KeyText keys;
    private final LongCounter warnings = new LongCounter();
    private transient long @Nullable [] warned;
    private transient long before;
    private transient @Nullable ListState<Long> counted;

    private ExpectRows(Model model, RowType type) {
        this.model = model.name();
        this.type = type;
        this.key = new ArrayList<>(model.key());
        model.expectations().forEach(e -> rules.add(Rule.of(e)));
    }

    /**
     * Adds the looking to a job.
     *
     * @param rows with a column more for each of the model's expectations, in their order
     * @param type the rows without these
     */
    public static SingleOutputStreamOperator<RowData> of(DataStream<RowData> rows, Model model, RowType type) {
        String uid = model.name() + "/expect";
        return rows.process(new ExpectRows(model, type), InternalTypeInfo.of(type))
                .setParallelism(rows.getParallelism()) // so that changes keep their order
                .name(uid)
                .uid(uid);
    }

    @Override
    public void open(OpenContext context) {
        RowData.FieldGetter[] getters = new RowData.FieldGetter[type.getFieldCount()];
        for (int i = 0; i < getters.length; i++) {
            getters[i] = RowData.createFieldGetter(type.getTypeAt(i), i);
        }
        columns = getters;
        json = new JsonRows(type);
        keys = new KeyText(type, key);
        warned = new long[rules.size()];
        getRuntimeContext().addAccumulator(JobMonitor.warned(model), warnings);
        warnings.add(before);
    }

    /** A restart brings the count of before along. */
    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Long> state =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("warned", Types.LONG));
        for (Long count : state.get()) {
            before += count;
        }
        counted = state;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(counted).update(List.of(warnings.getLocalValue()));
    }

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) {
        boolean isNew = row.getRowKind() == RowKind.INSERT || row.getRowKind() == RowKind.UPDATE_AFTER;
        Rule broken = null;
        for (int i = 0; i < rules.size(); i++) {
            if (row.getBoolean(type.getFieldCount() + i)) {
                continue;
            }
            Rule rule = rules.get(i);
            if (rule.onFail() == OnFail.INVALID) {
                broken = broken == null ? rule : broken;
            } else if (isNew && rule.onFail() == OnFail.FAIL) {
                throw new SuppressRestartsException(new BrokenRuleException(model, rule.text(), text(row)));
            }
        }
        if (broken == null) {
            if (isNew) {
                warn(row);
            }
            out.collect(copy(row, row.getRowKind()));
        } else if (isNew) {
            refuse(row, broken, context, out);
        }
    }

    private void refuse(RowData row, Rule rule, Context context, Collector<RowData> out) {
        GenericRowData copy = copy(row, RowKind.INSERT);
        Violation violation =
                new Violation(Violation.Reason.EXPECT, "", "the rule " + rule.text() + " does not hold", -1);
        context.output(
                INVALID,
                InvalidRecord.ofExpect(
                        Objects.requireNonNull(keys).of(copy),
                        Objects.requireNonNull(json).object(copy),
                        model,
                        violation,
                        context.timerService().currentProcessingTime()));
        if (row.getRowKind() == RowKind.UPDATE_AFTER && !key.isEmpty()) {
            out.collect(copy(row, RowKind.DELETE));
        }
    }

    private void warn(RowData row) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).onFail() == OnFail.WARN && !row.getBoolean(type.getFieldCount() + i)) {
                warn(i);
            }
        }
    }

    /** Tells at the first, the second, the fourth row and so on: enough to see it, and no flood. */
    private void warn(int rule) {
        warnings.add(1);
        long count = ++Objects.requireNonNull(warned)[rule];
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "{}: the rule {} did not hold for {} rows; they pass",
                    model,
                    rules.get(rule).text(),
                    count);
        }
    }

    private String text(RowData row) {
        return new String(Objects.requireNonNull(json).object(copy(row, RowKind.INSERT)), StandardCharsets.UTF_8);
    }

    private GenericRowData copy(RowData row, RowKind kind) {
        RowData.FieldGetter[] getters = Objects.requireNonNull(columns);
        GenericRowData copy = new GenericRowData(kind, getters.length);
        for (int i = 0; i < getters.length; i++) {
            copy.setField(i, getters[i].getFieldOrNull(row));
        }
        return copy;
    }
}
