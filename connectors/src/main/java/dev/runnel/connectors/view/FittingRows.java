package dev.runnel.connectors.view;

import dev.runnel.engine.Refused;
import dev.runnel.engine.destination.TopicLimit;
import dev.runnel.engine.row.JsonRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Lets those rows pass that the view's topic takes; a longer one would fail the producer, and with it the job, again and
 * again. A row is written as JSON for this only when its texts or nested values leave a doubt.
 */
final class FittingRows extends ProcessFunction<RowData, RowData> {
    /** JSON escapes a byte by six at most, and the key may repeat every column. */
    private static final int WORST = 12;
    /** More than a column's name, a number or a time takes in JSON. */
    private static final int PLAIN = 256;

    private final String topic;
    private final RowType type;
    private final List<String> key;
    private final OutputTag<RowData> refused;
    private final HashMap<String, Object> kafka;
    private transient @Nullable Measure measure;

    /** What is opened with the task. */
    private record Measure(int limit, JsonRows rows, JsonRows.Key keys, int[] texts, boolean nested, int plain) {}

    FittingRows(
            String topic, RowType type, List<String> key, OutputTag<RowData> refused, HashMap<String, String> kafka) {
        this.topic = topic;
        this.type = type;
        this.key = new ArrayList<>(key);
        this.refused = refused;
        this.kafka = new HashMap<>(kafka);
    }

    @Override
    public void open(OpenContext context) {
        List<Integer> texts = new ArrayList<>();
        boolean nested = false;
        for (int i = 0; i < type.getFieldCount(); i++) {
            LogicalType column = type.getTypeAt(i);
            if (column.is(LogicalTypeFamily.CHARACTER_STRING)) {
                texts.add(i);
            } else {
                nested |= column.is(LogicalTypeFamily.CONSTRUCTED) || column.is(LogicalTypeFamily.BINARY_STRING);
            }
        }
        int plain = type.getFieldNames().stream()
                .mapToInt(n -> n.length() * WORST + PLAIN)
                .sum();
        measure = new Measure(
                TopicLimit.of(topic, kafka),
                new JsonRows(type),
                new JsonRows.Key(type, key),
                texts.stream().mapToInt(i -> i).toArray(),
                nested,
                plain);
    }

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) {
        Measure m = Objects.requireNonNull(measure);
        boolean written = row.getRowKind() == RowKind.INSERT || row.getRowKind() == RowKind.UPDATE_AFTER;
        if (!written || surelyFits(row, m)) {
            out.collect(row);
            return;
        }
        int size = TopicLimit.size(m.keys().array(row), m.rows().object(row));
        if (size <= m.limit()) {
            out.collect(row);
        } else {
            context.output(refused, Refused.of(row, TopicLimit.tooLarge(size, topic, m.limit())));
        }
    }

    private static boolean surelyFits(RowData row, Measure m) {
        if (m.nested()) {
            return false;
        }
        long most = m.plain();
        for (int column : m.texts()) {
            if (!row.isNullAt(column)) {
                most += (long) WORST * bytes(row.getString(column));
            }
        }
        return most <= m.limit();
    }

    private static int bytes(StringData text) {
        return text instanceof BinaryStringData binary ? binary.getSizeInBytes() : text.toBytes().length;
    }
}
