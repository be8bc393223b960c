package dev.runnel.gateway.invalid;

import dev.runnel.core.record.Headers;
import dev.runnel.core.record.InvalidFacts;
import dev.runnel.core.record.Stage;
import dev.runnel.gateway.log.HeaderText;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads invalid records, and writes them as JSON. */
final class InvalidRecord {
    private InvalidRecord() {}

    static InvalidFacts of(Owner owner, ConsumerRecord<byte[], byte[]> record, Replayed replayed) {
        return new InvalidFacts(
                owner.name() + "/" + record.partition() + "/" + record.offset(),
                owner.name(),
                record.partition(),
                record.offset(),
                text(record, Headers.STAGE),
                text(record, Headers.CODE),
                text(record, Headers.FIELD),
                text(record, Headers.MESSAGE),
                Instant.ofEpochMilli(HeaderText.receivedAt(record)),
                text(record, Headers.CORRELATION_ID),
                text(record, Headers.SOURCE),
                text(record, Headers.DESTINATION),
                record.value() == null ? new byte[0] : record.value(),
                replayed.contains(Place.of(record)));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return HeaderText.of(record, header).orElse("");
    }

    /** Whether it never came into the log, or only as bytes that nobody can decode. */
    static boolean isOutsideTheLog(InvalidFacts facts) {
        return facts.stage().isEmpty()
                || facts.stage().equals(Stage.COLLECT.id())
                || facts.stage().equals(Stage.DECODE.id());
    }

    /** Whole, with its original bytes. */
    static JsonObject json(InvalidFacts facts) {
        JsonObject json = new JsonObject()
                .put("id", facts.id())
                .put("stream", facts.stream())
                .put("partition", facts.partition())
                .put("offset", facts.offset())
                .put("stage", facts.stage())
                .put("code", facts.code())
                .put("field", facts.field())
                .put("message", facts.message())
                .put("received_at", facts.receivedAt().toEpochMilli())
                .put("correlation_id", facts.correlationId())
                .put("source", facts.source())
                .put("destination", facts.destination())
                .put("replayed", facts.replayed());
        return value(json, facts.original());
    }

    /** Adds bytes as text, or in Base64 where they are none. */
    static JsonObject value(JsonObject json, byte[] bytes) {
        return utf8(bytes)
                .map(text -> json.put("value", text))
                .orElseGet(() -> json.put("value_base64", Base64.getEncoder().encodeToString(bytes)));
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
