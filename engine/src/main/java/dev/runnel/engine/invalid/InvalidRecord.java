package dev.runnel.engine.invalid;

import dev.runnel.core.record.Headers;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.Violation;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that failed, as it stands on an invalid topic. A record of Flink's: its fields are such as Flink carries
 * between tasks without help. The arrays must not be changed.
 *
 * @param value the original bytes, whole; of a model's row its JSON
 * @param owner the stream or model
 * @param stage {@link Stage#id}
 * @param code {@link Violation.Reason#id}
 * @param source {@code topic/partition/offset} of the original, where it has one
 * @param destination the one that refused it, as {@link dev.runnel.core.pipeline.Names#destination} names it
 * @param receivedAt epoch milliseconds
 */
public record InvalidRecord(
        byte @Nullable [] key,
        byte @Nullable [] value,
        String owner,
        String stage,
        String code,
        String field,
        String message,
        @Nullable String source,
        @Nullable String destination,
        long receivedAt,
        @Nullable String correlationId,
        @Nullable String schemaId) {
    /** How Flink carries it. */
    public static final TypeInformation<InvalidRecord> TYPE = TypeInformation.of(InvalidRecord.class);

    /** A row of a model, which stands in no log and failed one of its data checks. */
    public static InvalidRecord ofExpect(
            byte @Nullable [] key, byte[] json, String model, Violation violation, long now) {
        return ofModel(key, json, model, Stage.EXPECT, null, violation, now);
    }

    /** A row of a model that a destination refused. */
    static InvalidRecord ofWrite(
            byte @Nullable [] key, byte[] json, String model, String destination, Violation violation, long now) {
        return ofModel(key, json, model, Stage.WRITE, destination, violation, now);
    }

    private static InvalidRecord ofModel(
            byte @Nullable [] key,
            byte[] json,
            String model,
            Stage stage,
            @Nullable String destination,
            Violation violation,
            long now) {
        return new InvalidRecord(
                key,
                json,
                model,
                stage.id(),
                violation.reason().id(),
                violation.field(),
                violation.message(),
                null,
                destination,
                now,
                null,
                null);
    }

    ProducerRecord<byte[], byte[]> on(String topic) {
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, key, value);
        header(out, Headers.STREAM, owner);
        header(out, Headers.STAGE, stage);
        header(out, Headers.CODE, code);
        header(out, Headers.FIELD, field);
        header(out, Headers.MESSAGE, message);
        header(out, Headers.SOURCE, source);
        header(out, Headers.DESTINATION, destination);
        header(out, Headers.RECEIVED_AT, String.valueOf(receivedAt));
        header(out, Headers.CORRELATION_ID, correlationId);
        header(out, Headers.SCHEMA_ID, schemaId);
        return out;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, @Nullable String value) {
        if (value != null) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
