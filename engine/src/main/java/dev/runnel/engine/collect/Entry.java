package dev.runnel.engine.collect;

import dev.runnel.core.record.Headers;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.Violation;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is to stand in the log, or on the invalid topic. Immutable; the arrays must not be changed.
 *
 * @param receivedAt epoch milliseconds
 * @param source where it stood in its source
 * @param schemaId the id of the stream's schema in the registry; null where there is no registry
 * @param refusal why it is invalid; null when it is not
 */
record Entry(
        byte @Nullable [] key,
        byte[] value,
        long receivedAt,
        String correlationId,
        String source,
        @Nullable String schemaId,
        @Nullable Violation refusal) {

    /** The same as an invalid record. */
    Entry refused(Violation why) {
        return new Entry(null, value, receivedAt, correlationId, source, schemaId, why);
    }

    boolean isInvalid() {
        return refusal != null;
    }

    /** @param batch the place in a batch, as {@link Headers#BATCH} has it */
    ProducerRecord<byte[], byte[]> in(LogTarget target, String batch) {
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(
                isInvalid() ? target.invalidTopic() : target.topic(), null, receivedAt, key, value);
        header(out, Headers.CORRELATION_ID, correlationId);
        header(out, Headers.RECEIVED_AT, Long.toString(receivedAt));
        header(out, Headers.SCHEMA_ID, schemaId);
        header(out, Headers.CONTRACT, target.contract());
        header(out, Headers.SOURCE, source);
        header(out, Headers.BATCH, batch);
        if (refusal != null) {
            header(out, Headers.STREAM, target.stream());
            header(out, Headers.STAGE, Stage.COLLECT.id());
            header(out, Headers.CODE, refusal.reason().id());
            header(out, Headers.FIELD, refusal.field());
            header(out, Headers.MESSAGE, refusal.message());
        }
        return out;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, @Nullable String value) {
        if (value != null) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
