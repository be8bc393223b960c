package dev.runnel.gateway.collect;

import dev.runnel.core.drift.Drift;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Violation;
import dev.runnel.gateway.registry.StreamSchemas;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Looks at single records of a stream again, by the very validation that posted ones go through. Thread safe. */
public final class Recheck {
    private final StreamCollector collector;

    public Recheck(Stream stream, StreamSchemas schemas) {
        this.collector = new StreamCollector(stream, schemas, Limits.DEFAULT, new Drift());
    }

    /**
     * What became of a record.
     *
     * @param record for the stream's log; empty when the record is invalid
     * @param violations why it is invalid
     */
    public record Result(Optional<ProducerRecord<byte[], byte[]>> record, List<Violation> violations) {}

    /**
     * Validates a record and makes it ready for the log; sends nothing.
     *
     * @param receivedAt epoch milliseconds, for the headers
     */
    public Result check(byte[] value, String correlationId, long receivedAt) {
        return collector.check(value, correlationId, receivedAt);
    }
}
