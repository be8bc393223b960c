package dev.runnel.engine.model;

import dev.runnel.engine.row.KeyText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes by key of a changing result. A row that is taken back and not at once replaced is gone: a filter above an
 * aggregate ({@code HAVING}) lets the old row of a key be taken back and keeps the new one, so that destinations which wait
 * for the new one would hold the old for ever. One that is replaced at once is only replaced.
 */
final class KeyedChanges extends AbstractStreamOperator<RowData>
        implements OneInputStreamOperator<RowData, RowData>, BoundedOneInput {
    private static final long serialVersionUID = 1;
    private static final long WAIT_MILLIS = 5;

    private final RowType type;
    private final ArrayList<String> columns;
    private transient @Nullable KeyText keys;
    private transient @Nullable RowDataSerializer copies;
    private transient @Nullable RowData held;
    private transient byte @Nullable [] heldKey;
    private transient boolean timer;

    KeyedChanges(RowType type, List<String> key) {
        this.type = type;
        this.columns = new ArrayList<>(key);
    }

    @Override
    public void open() throws Exception {
        super.open();
        keys = new KeyText(type, columns);
        copies = new RowDataSerializer(type);
    }

    @Override
    public void processElement(StreamRecord<RowData> element) {
        RowData row = element.getValue();
        if (row.getRowKind() == RowKind.UPDATE_BEFORE) {
            release();
            held = Objects.requireNonNull(copies).copy(row);
            heldKey = Objects.requireNonNull(keys).of(row);
            wake();
            return;
        }
        boolean replaced = held != null
                && row.getRowKind() == RowKind.UPDATE_AFTER
                && Arrays.equals(heldKey, Objects.requireNonNull(keys).of(row));
        if (replaced) {
            held = null;
        }
        release();
        output.collect(element);
    }

    private void wake() {
        if (!timer) {
            timer = true;
            getProcessingTimeService()
                    .registerTimer(getProcessingTimeService().getCurrentProcessingTime() + WAIT_MILLIS, at -> {
                        timer = false;
                        release();
                    });
        }
    }

    private void release() {
        RowData gone = held;
        if (gone != null) {
            held = null;
            gone.setRowKind(RowKind.DELETE);
            output.collect(new StreamRecord<>(gone));
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) {
        release();
    }

    @Override
    public void endInput() {
        release();
    }
}
