package dev.runnel.gateway.live;

import dev.runnel.core.codec.Redactor;
import dev.runnel.core.record.Headers;
import dev.runnel.gateway.log.HeaderText;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as the dashboard shows it. */
final class RecordJson {
    private static final int SHOWN_BYTES = 4 << 10;

    private RecordJson() {}

    /** Of the log or of a topic of invalid records, as it is. */
    static JsonObject of(ConsumerRecord<byte[], byte[]> record) {
        return of(record, Optional.empty());
    }

    /** Of the log, without its personal data when there is something that takes them out. */
    static JsonObject of(ConsumerRecord<byte[], byte[]> record, Optional<Redactor> redactor) {
        JsonObject json = new JsonObject()
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("received_at", HeaderText.receivedAt(record))
                .put(
                        "correlation_id",
                        HeaderText.of(record, Headers.CORRELATION_ID).orElse(null))
                .put("key", record.key() == null || redactor.isPresent() ? null : text(record.key()));
        byte[] value = record.value() == null ? new byte[0] : record.value();
        json.put(
                "value",
                text(redactor.map(r -> r.redact(value, 0, value.length)).orElse(value)));
        if (value.length > SHOWN_BYTES) {
            json.put("cut", true);
        }
        return json;
    }

    /** Of a topic of invalid records. */
    static JsonObject invalid(ConsumerRecord<byte[], byte[]> record) {
        JsonObject json = of(record);
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
