package dev.runnel.cli.invalid;

import dev.runnel.core.record.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that broke its contract, as it was kept.
 *
 * @param partition of the invalid topic
 * @param offset in that partition
 * @param reasons the headers that say why, by their names
 * @param original the bytes that were received
 * @param replayed whether it was replayed; empty where that is not known
 * @param decoded what the bytes say as JSON, where they are in a format that is no text and can be decoded
 */
public record InvalidRecord(
        String stream,
        int partition,
        long offset,
        Instant receivedAt,
        Map<String, String> reasons,
        byte[] original,
        Optional<Boolean> replayed,
        Optional<String> decoded) {
    public InvalidRecord {
        reasons = Map.copyOf(reasons);
    }

    /** One that is in no format that would have to be decoded. */
    public InvalidRecord(
            String stream,
            int partition,
            long offset,
            Instant receivedAt,
            Map<String, String> reasons,
            byte[] original,
            Optional<Boolean> replayed) {
        this(stream, partition, offset, receivedAt, reasons, original, replayed, Optional.empty());
    }

    /** What {@code runnel invalid show} takes: {@code events/0/17}. */
    public String id() {
        return stream + "/" + partition + "/" + offset;
    }

    /** One of {@link Headers}; empty when it was not said. */
    public String reason(String header) {
        return reasons.getOrDefault(header, "");
    }

    /** What it says as text: decoded, or the original when its bytes are UTF-8. */
    public Optional<String> text() {
        return decoded.or(this::originalText);
    }

    private Optional<String> originalText() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(original))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Everything, for JSON; bytes that are no text are in Base64. */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", id());
        fields.put(Headers.STREAM, stream);
        fields.put(Headers.STAGE, reason(Headers.STAGE));
        fields.put(Headers.CODE, reason(Headers.CODE));
        fields.put(Headers.FIELD, reason(Headers.FIELD));
        fields.put(Headers.MESSAGE, reason(Headers.MESSAGE));
        fields.put(Headers.RECEIVED_AT, receivedAt);
        fields.put(Headers.CORRELATION_ID, reason(Headers.CORRELATION_ID));
        if (!reason(Headers.SOURCE).isEmpty()) {
            fields.put(Headers.SOURCE, reason(Headers.SOURCE));
        }
        if (!reason(Headers.DESTINATION).isEmpty()) {
            fields.put(Headers.DESTINATION, reason(Headers.DESTINATION));
        }
        replayed.ifPresent(was -> fields.put("replayed", was));
        decoded.ifPresent(json -> fields.put("original_decoded", json));
        originalText()
                .ifPresentOrElse(
                        text -> fields.put("original", text),
                        () -> fields.put("original_bytes", Base64.getEncoder().encodeToString(original)));
        return fields;
    }
}
