package dev.runnel.gateway.collect;

import dev.runnel.core.drift.Drift;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Violation;
import dev.runnel.gateway.registry.LogJson;
import dev.runnel.gateway.registry.StreamSchemas;
import dev.runnel.schema.wire.Frame;
import dev.runnel.schema.wire.WireException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Looks at single records of a stream again, by the very validation that posted ones go through. Thread safe. */
public final class Recheck {
    private final LogJson log;
    private final StreamCollector posted;
    private final StreamCollector kept;

    /** @param log reads values of the stream's log */
    public Recheck(Stream stream, StreamSchemas schemas, LogJson log) {
        this.log = log;
        this.posted = new StreamCollector(stream, schemas, Limits.DEFAULT, new Drift());
        this.kept = new StreamCollector(stream, log.shape(), schemas, Limits.DEFAULT, new Drift());
    }

    /**
     * What became of a record.
     *
     * @param record for the stream's log; empty when the record is invalid
     * @param violations why it is invalid
     */
    public record Result(Optional<ProducerRecord<byte[], byte[]>> record, List<Violation> violations) {}

    /**
     * Validates a record as it is posted, and makes it ready for the log; sends nothing.
     *
     * @param receivedAt epoch milliseconds, for the headers
     */
    public Result posted(byte[] json, String correlationId, long receivedAt) {
        return posted.check(json, correlationId, receivedAt);
    }

    /** The same for a record whose fields stand under their own names, as they do in what {@link LogJson} reads. */
    public Result kept(byte[] json, String correlationId, long receivedAt) {
        return kept.check(log.treatedJson(json), correlationId, receivedAt);
    }

    /**
     * The same for a value that is in the log's format: it keeps its bytes and its schema, but for personal data that
     * were not taken out yet.
     *
     * @throws java.io.UncheckedIOException when the registry does not answer
     */
    public Result whole(byte[] value, String correlationId, long receivedAt) {
        try {
            return kept.check(log.of(value), log.treated(value), Frame.id(value), correlationId, receivedAt);
        } catch (WireException e) {
            return new Result(Optional.empty(), List.of(StreamCollector.violation(e)));
        }
    }
}
