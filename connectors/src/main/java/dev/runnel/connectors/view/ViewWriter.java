package dev.runnel.connectors.view;

import dev.runnel.engine.row.JsonRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the last row of each key. A change after a quiet time goes out at once; those that follow wait until
 * {@link #PAUSE_MILLIS} have passed since then, and of several for one key only the last is sent. Runs in the task's
 * thread, timers included.
 */
final class ViewWriter implements SinkWriter<RowData> {
    /** The longest that a change waits. */
    static final long PAUSE_MILLIS = 10;

    private final String topic;
    private final JsonRows rows;
    private final JsonRows.Key keys;
    private final RowDataSerializer copies;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ProcessingTimeService time;
    private final Map<ByteBuffer, Optional<RowData>> pending = new LinkedHashMap<>();
    private long lastSent;
    private boolean timer;
    private volatile @Nullable Exception failure;

    ViewWriter(
            String topic,
            RowType type,
            List<String> key,
            KafkaProducer<byte[], byte[]> producer,
            ProcessingTimeService time) {
        this.topic = topic;
        this.rows = new JsonRows(type);
        this.keys = new JsonRows.Key(type, key);
        this.copies = new RowDataSerializer(type);
        this.producer = producer;
        this.time = time;
    }

    @Override
    public void write(RowData row, Context context) throws IOException {
        check();
        if (row.getRowKind() == RowKind.UPDATE_BEFORE) {
            return; // the row that follows has the same key
        }
        ByteBuffer key = ByteBuffer.wrap(keys.array(row));
        boolean gone = row.getRowKind() == RowKind.DELETE;
        pending.put(key, gone ? Optional.empty() : Optional.of(copies.copy(row)));
        if (!timer) {
            long now = time.getCurrentProcessingTime();
            if (now - lastSent >= PAUSE_MILLIS) {
                send();
            } else {
                timer = true;
                time.registerTimer(lastSent + PAUSE_MILLIS, at -> {
                    timer = false;
                    check();
                    send();
                });
            }
        }
    }

    private void send() {
        pending.forEach((key, row) -> producer.send(
                new ProducerRecord<>(topic, key.array(), row.map(rows::object).orElse(null)), (sent, e) -> {
                    if (e != null) {
                        failure = e;
                    }
                }));
        pending.clear();
        lastSent = time.getCurrentProcessingTime();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        send();
        producer.flush();
        check();
    }

    private void check() throws IOException {
        Exception e = failure;
        if (e != null) {
            throw new IOException("the topic " + topic + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO); // what matters was flushed at the last checkpoint
    }
}
