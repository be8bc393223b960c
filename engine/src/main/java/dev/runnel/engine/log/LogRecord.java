package dev.runnel.engine.log;

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
        @Nullable String replayTo) {

    /** A record that nobody validated. */
    public LogRecord(
            byte @Nullable [] key,
            byte @Nullable [] value,
            long receivedAt,
            @Nullable String correlationId,
            @Nullable String schemaId,
            int partition,
            long offset) {
        this(key, value, receivedAt, correlationId, schemaId, partition, offset, null, null);
    }

    /** The last millisecond that every table can hold as a time. */
    private static final long YEAR_9999 = 253_402_300_799_999L;

    /** What a consumer was given. */
    public static LogRecord of(ConsumerRecord<byte[], byte[]> record) {
        String replayTo =
                header(record, dev.runnel.core.record.Headers.REPLAY_TO).orElse(null);
        LogPlace place = replayTo == null
                ? LogPlace.of(record)
                : header(record, dev.runnel.core.record.Headers.REPLAY_OF)
                        .flatMap(of -> LogPlace.parse(of, record.topic()))
                        .orElseGet(() -> LogPlace.of(record));
        return new LogRecord(
                record.key(),
                record.value(),
                receivedAt(record),
                header(record, dev.runnel.core.record.Headers.CORRELATION_ID).orElse(null),
                header(record, dev.runnel.core.record.Headers.SCHEMA_ID).orElse(null),
                place.partition(),
                place.offset(),
                header(record, dev.runnel.core.record.Headers.CONTRACT).orElse(null),
                replayTo);
    }

    static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    static long receivedAt(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(dev.runnel.core.record.Headers.RECEIVED_AT);
        if (header == null || header.value() == null) {
            return record.timestamp();
        }
        long millis = 0;
        for (byte digit : header.value()) {
            if (digit < '0' || digit > '9' || millis > YEAR_9999) {
                return record.timestamp(); // not written by Runnel
            }
            millis = millis * 10 + (digit - '0');
        }
        return millis > YEAR_9999 ? record.timestamp() : millis;
    }
}
