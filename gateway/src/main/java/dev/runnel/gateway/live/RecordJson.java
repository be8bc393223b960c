package dev.runnel.gateway.live;

import dev.runnel.core.record.Headers;
import dev.runnel.gateway.log.HeaderText;
import dev.runnel.gateway.registry.LogJson;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as the dashboard shows it. */
final class RecordJson {
    private static final int SHOWN_BYTES = 4 << 10;

    private RecordJson() {}

    /**
     * Of the log. What says that a row is in its source no longer is {@code gone}.
     *
     * @param foreign whether it may have personal data, which are then left out
     */
    static JsonObject of(ConsumerRecord<byte[], byte[]> record, LogJson log, boolean foreign) {
        JsonObject json = of(record, log.shown(value(record), foreign), foreign);
        if (record.value() == null && record.headers().lastHeader(Headers.ROW) != null) {
            json.put("gone", true);
        }
        return json;
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? new byte[0] : record.value();
    }

    private static JsonObject of(ConsumerRecord<byte[], byte[]> record, byte[] value, boolean foreign) {
        JsonObject json = new JsonObject()
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("received_at", HeaderText.receivedAt(record))
                .put(
                        "correlation_id",
                        HeaderText.of(record, Headers.CORRELATION_ID).orElse(null))
                .put("key", record.key() == null || foreign ? null : text(record.key()));
        json.put("value", text(value));
        if (value.length > SHOWN_BYTES) {
            json.put("cut", true);
        }
        return json;
    }

    /**
     * Of a topic of invalid records.
     *
     * @param log reads the values of a stream's log, where there is one
     */
    static JsonObject invalid(ConsumerRecord<byte[], byte[]> record, Optional<LogJson> log) {
        byte[] value = value(record);
        JsonObject json = of(record, log.map(l -> l.shown(value, false)).orElse(value), false);
        json.remove("key");
        return json.put("stage", HeaderText.of(record, Headers.STAGE).orElse(""))
                .put("code", code(record))
                .put("field", HeaderText.of(record, Headers.FIELD).orElse(""))
                .put("message", HeaderText.of(record, Headers.MESSAGE).orElse(""))
                .put("destination", HeaderText.of(record, Headers.DESTINATION).orElse(""));
    }

    static String code(ConsumerRecord<byte[], byte[]> record) {
        return HeaderText.of(record, Headers.CODE).orElse("unknown");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, SHOWN_BYTES), StandardCharsets.UTF_8);
    }
}
