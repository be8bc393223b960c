package dev.runnel.connectors.jdbc;

import dev.runnel.engine.Refused;
import dev.runnel.engine.row.KeyText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in batches: when one is full, after {@link #SHOW_MILLIS}, and before each checkpoint. Rows that come again
 * after a failure replace themselves. Gives the rows that the database refused; throws when it is away, so that the job
 * starts again from its last checkpoint.
 */
final class JdbcWriter extends AbstractStreamOperator<RowData>
        implements OneInputStreamOperator<RowData, RowData>, BoundedOneInput {
    private static final long serialVersionUID = 1;
    private static final long SHOW_MILLIS = 200;

    private final TableSpec table;
    private transient @Nullable RowWrites writes;
    private transient @Nullable RowDataSerializer copies;
    private transient @Nullable KeyText keys;
    /** The last row of each key; rows whose key is null stand by themselves. */
    private transient @Nullable Map<Object, RowData> waiting;

    private transient boolean timer;

    JdbcWriter(TableSpec table) {
        this.table = table;
    }

    @Override
    public void open() throws Exception {
        super.open();
        copies = new RowDataSerializer(table.rows());
        keys = new KeyText(table.rows(), table.key());
        waiting = new LinkedHashMap<>();
        try {
            writes = new RowWrites(table);
        } catch (SQLException e) {
            throw failed("cannot be opened", e);
        }
    }

    @Override
    public void processElement(StreamRecord<RowData> element) throws IOException {
        RowData row = element.getValue();
        if (row.getRowKind() == RowKind.UPDATE_BEFORE) {
            return; // the row that follows has the same key
        }
        byte[] key = Objects.requireNonNull(keys).of(row);
        Map<Object, RowData> rows = Objects.requireNonNull(waiting);
        rows.put(
                key == null ? new Object() : ByteBuffer.wrap(key),
                Objects.requireNonNull(copies).copy(row));
        if (rows.size() >= table.batch()) {
            flush();
        } else if (!timer) {
            timer = true;
            getProcessingTimeService()
                    .registerTimer(getProcessingTimeService().getCurrentProcessingTime() + SHOW_MILLIS, at -> {
                        timer = false;
                        flush();
                    });
        }
    }

    private void flush() throws IOException {
        Map<Object, RowData> rows = Objects.requireNonNull(waiting);
        if (rows.isEmpty()) {
            return;
        }
        try {
            Objects.requireNonNull(writes)
                    .write(
                            new ArrayList<>(rows.values()),
                            (row, why) -> output.collect(new StreamRecord<>(Refused.of(row, why))));
        } catch (SQLException e) {
            throw failed("cannot be written", e);
        }
        rows.clear();
    }

    private IOException failed(String what, SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new IOException("the table " + table + " " + what + ": " + message, e);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) throws IOException {
        flush();
    }

    @Override
    public void endInput() throws IOException {
        flush();
    }

    @Override
    public void close() throws Exception {
        if (writes != null) {
            writes.close();
        }
        super.close();
    }
}
