package dev.runnel.engine.log;

import dev.runnel.core.record.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of a stream's topic with what its headers say. Every header may be absent: another producer may write plain
 * JSON values. Immutable; the arrays must not be changed.
 *
 * @param value as it was written; null for a tombstone
 * @param receivedAt epoch milliseconds: the header, else Kafka's timestamp
 * @param schemaId the id of its schema in the registry, as text
 * @param partition where it stands in the log; where the record stands whose replay for one destination it is, so that
 *     a destination that has both knows them for the same
 * @param offset see partition
 * @param contract the contract that it was validated with, and its personal data treated by
 * @param replayTo the one destination that it is for; null for every reader of the log
 * @param row which row of the stream's source it is, where that takes rows back
 */
public record LogRecord(
        byte @Nullable [] key,
        byte @Nullable [] value,
        long receivedAt,
        @Nullable String correlationId,
        @Nullable String schemaId,
        int partition,
        long offset,
        @Nullable String contract,
        @Nullable String replayTo,
        @Nullable String row) {

    /** A record that nobody validated. */
    public LogRecord(
            byte @Nullable [] key,
            byte @Nullable [] value,
            long receivedAt,
            @Nullable String correlationId,
            @Nullable String schemaId,
            int partition,
            long offset) {
        this(key, value, receivedAt, correlationId, schemaId, partition, offset, null, null, null);
    }

    /** The last millisecond that every table can hold as a time. */
    private static final long YEAR_9999 = 253_402_300_799_999L;

    /** What a consumer was given. */
    public static LogRecord of(ConsumerRecord<byte[], byte[]> record) {
        long receivedAt = record.timestamp();
        String correlationId = null;
        String schemaId = null;
        String contract = null;
        String replayTo = null;
        String row = null;
        for (Header header : record.headers()) { // once over all of them; of several of a name the last counts
            switch (header.key()) {
                case Headers.RECEIVED_AT -> receivedAt = receivedAt(header, record.timestamp());
                case Headers.CORRELATION_ID -> correlationId = text(header);
                case Headers.SCHEMA_ID -> schemaId = text(header);
                case Headers.CONTRACT -> contract = text(header);
                case Headers.REPLAY_TO -> replayTo = text(header);
                case Headers.ROW -> row = text(header);
                default -> {}
            }
        }
        LogPlace place = replayTo == null ? null : place(record);
        return new LogRecord(
                record.key(),
                record.value(),
                receivedAt,
                correlationId,
                schemaId,
                place == null ? record.partition() : place.partition(),
                place == null ? record.offset() : place.offset(),
                contract,
                replayTo,
                row);
    }

    /** Whether it says no more than that a row is in its source no longer. */
    public boolean isGone() {
        return value == null && row != null;
    }

    private static LogPlace place(ConsumerRecord<byte[], byte[]> replayed) {
        return header(replayed, Headers.REPLAY_OF)
                .flatMap(of -> LogPlace.parse(of, replayed.topic()))
                .orElseGet(() -> LogPlace.of(replayed));
    }

    private static @Nullable String text(Header header) {
        return header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    static long receivedAt(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Headers.RECEIVED_AT);
        return header == null ? record.timestamp() : receivedAt(header, record.timestamp());
    }

    /** The header's time; another one where Runnel did not write it. */
    private static long receivedAt(Header header, long otherwise) {
        if (header.value() == null) {
            return otherwise;
        }
        long millis = 0;
        for (byte digit : header.value()) {
            if (digit < '0' || digit > '9' || millis > YEAR_9999) {
                return otherwise;
            }
            millis = millis * 10 + (digit - '0');
        }
        return millis > YEAR_9999 ? otherwise : millis;
    }
}
