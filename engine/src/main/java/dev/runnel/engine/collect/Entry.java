package dev.runnel.engine.collect;

import dev.runnel.core.record.CorrelationId;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.SourceRow;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is to stand in the log, or on the invalid topic. Immutable; the arrays must not be changed.
 *
 * @param value null where it says that a row is gone
 * @param receivedAt epoch milliseconds
 * @param source where it stood in its source
 * @param schemaId the id of the stream's schema in the registry; null where there is no registry
 * @param row which row of its source it is, where that takes rows back
 * @param refusal why it is invalid; null when it is not
 */
public record Entry(
        byte @Nullable [] key,
        byte @Nullable [] value,
        long receivedAt,
        String correlationId,
        String source,
        @Nullable String schemaId,
        @Nullable String row,
        @Nullable Violation refusal) {

    /** Bytes kept of an invalid record: what its topic takes, with room for the reason. */
    static final int MOST_KEPT = 16 << 20;

    /**
     * A record that broke its contract.
     *
     * @param treated its bytes without personal data; cut where they are too long for any topic, lest the job stop at it
     *     for ever
     * @param now epoch milliseconds
     */
    public static Entry invalid(
            SourceRecord found, byte[] treated, long now, @Nullable String schemaId, Violation refusal) {
        byte[] kept = treated.length <= MOST_KEPT ? treated : Arrays.copyOf(treated, MOST_KEPT);
        return new Entry(
                null, kept, now, CorrelationId.next(now), found.position().toString(), schemaId, row(found), refusal);
    }

    /**
     * That a row is gone. It goes the way of the row, behind it.
     *
     * @param found {@link dev.runnel.core.record.SourceRow#isGone is gone}
     * @param now epoch milliseconds
     */
    static Entry gone(SourceRecord found, long now) {
        String row = Objects.requireNonNull(row(found));
        return new Entry(
                key(row), null, now, CorrelationId.next(now), found.position().toString(), null, row, null);
    }

    /** Which row of its source a record is; null where that takes none back. */
    static @Nullable String row(SourceRecord found) {
        return found.row().map(SourceRow::id).orElse(null);
    }

    /** What a row and its being gone are keyed by, so that they are in one partition. */
    static byte[] key(String row) {
        return row.getBytes(StandardCharsets.UTF_8);
    }

    /** The same as an invalid record. */
    Entry refused(Violation why) {
        return new Entry(null, value, receivedAt, correlationId, source, schemaId, row, why);
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
        header(out, Headers.ROW, row);
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
