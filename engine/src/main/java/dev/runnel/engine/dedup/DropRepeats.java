package dev.runnel.engine.dedup;

import dev.runnel.core.contract.Dedup;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.engine.row.KeyText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by partition: remembers, for each value, when the record that was kept was received. A value is forgotten when
 * the partition's newest time is two windows past it, so that the order of times within a window does not matter.
 */
final class DropRepeats extends KeyedProcessFunction<Integer, RowData, RowData> {
    /** Longer values are remembered by their SHA-256. */
    private static final int LONGEST = 64;
    /** How often in a window the old values are looked for. */
    private static final int SWEEPS = 4;

    private static final long A_DAY = Duration.ofDays(1).toMillis();

    private final String stream;
    private final Dedup dedup;
    private final RowType whole;
    private final int wanted;
    private final LongCounter counter = new LongCounter();
    private transient @Nullable State state;

    /** What is opened with the task. */
    private record State(
            MapState<String, Long> kept,
            ValueState<Long> newest,
            ValueState<Long> swept,
            ValueState<Long> dropped,
            Set<Integer> counted,
            KeyText text,
            RowData.FieldGetter[] getters) {}

    DropRepeats(String stream, Dedup dedup, RowType whole, RowType wanted) {
        this.stream = stream;
        this.dedup = dedup;
        this.whole = whole;
        this.wanted = wanted.getFieldCount();
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(JobMonitor.deduplicated(stream), counter);
        RowData.FieldGetter[] getters = new RowData.FieldGetter[wanted];
        for (int i = 0; i < wanted; i++) {
            getters[i] = RowData.createFieldGetter(whole.getTypeAt(i), i);
        }
        state = new State(
                getRuntimeContext().getMapState(new MapStateDescriptor<>("kept", Types.STRING, Types.LONG)),
                time("newest"),
                time("swept"),
                time("dropped"),
                new HashSet<>(),
                new KeyText(whole, List.of("dedup_by")),
                getters);
    }

    private ValueState<Long> time(String name) {
        return getRuntimeContext().getState(new ValueStateDescriptor<>(name, Types.LONG));
    }

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) throws Exception {
        State s = Objects.requireNonNull(state);
        countOn(s, context.getCurrentKey());
        long at = row.getTimestamp(wanted + 1, 3).getMillisecond();
        byte[] value = s.text().of(row);
        if (value != null) {
            String text = shortened(value);
            Long first = s.kept().get(text);
            if (first != null && dedup.repeats(first, at)) {
                s.dropped().update(or(s.dropped().value(), 0) + 1);
                counter.add(1);
                return;
            }
            s.kept().put(text, at);
            sweep(s, at);
        }
        out.collect(projected(row, s));
    }

    /** A partition seen for the first time after a restart brings the count of before along. */
    private void countOn(State s, Integer partition) throws Exception {
        if (s.counted().add(partition)) {
            counter.add(or(s.dropped().value(), 0));
        }
    }

    private void sweep(State s, long at) throws Exception {
        long within = dedup.within().toMillis();
        long before = or(s.newest().value(), at);
        // A producer with a wrong clock must not stop the sweeping for good.
        long newest = Math.abs(before - at) > Math.max(A_DAY, 2 * within) ? at : Math.max(at, before);
        s.newest().update(newest);
        if (Math.abs(newest - or(s.swept().value(), at - within)) < Math.max(1, within / SWEEPS)) {
            return;
        }
        s.swept().update(newest);
        Iterator<Map.Entry<String, Long>> entries = s.kept().iterator();
        while (entries.hasNext()) {
            if (Math.abs(newest - entries.next().getValue()) >= 2 * within) {
                entries.remove();
            }
        }
    }

    private static long or(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }

    private RowData projected(RowData row, State s) {
        GenericRowData projected = new GenericRowData(row.getRowKind(), wanted);
        for (int i = 0; i < wanted; i++) {
            projected.setField(i, s.getters()[i].getFieldOrNull(row));
        }
        return projected;
    }

    private static String shortened(byte[] value) {
        if (value.length <= LONGEST) {
            return new String(value, StandardCharsets.UTF_8);
        }
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
