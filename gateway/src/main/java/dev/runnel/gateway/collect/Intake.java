package dev.runnel.gateway.collect;

import dev.runnel.core.codec.BodyReader;
import dev.runnel.gateway.http.Problem;
import dev.runnel.gateway.log.LogWriter;
import dev.runnel.gateway.metrics.Metrics;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How one stream takes records, however they come: it reads and validates them, hands them to the log, counts them when
 * the log has them, and says what became of them. Thread safe.
 */
final class Intake {
    private final StreamCollector collector;
    private final Shared shared;
    private final Metrics.StreamSeries series;
    private final Supplier<Optional<String>> unregistered;

    /** What all streams share. */
    record Shared(LogWriter log, InFlight inFlight, Limits limits, Stops stops) {}

    /** Hears what became of a body: exactly one call, on any thread. */
    interface Reply {
        /** The log has all of it. */
        void taken(Batch batch, long elapsedNanos);

        /** Why not all of it was taken. */
        void refused(Problem problem);
    }

    /** @param unregistered why the stream's schema is not in the registry; empty when it is */
    Intake(
            StreamCollector collector,
            Shared shared,
            Metrics.StreamSeries series,
            Supplier<Optional<String>> unregistered) {
        this.collector = collector;
        this.shared = shared;
        this.series = series;
        this.unregistered = unregistered;
    }

    InFlight inFlight() {
        return shared.inFlight();
    }

    Limits limits() {
        return shared.limits();
    }

    Metrics.StreamSeries series() {
        return series;
    }

    /** Why nothing is taken now; empty when records are. */
    Optional<Problem> closed() {
        Optional<String> stopped = shared.stops().why(collector.stream());
        if (stopped.isPresent()) {
            return Optional.of(Stops.problem(collector.stream(), stopped.get()));
        }
        Optional<String> trouble = shared.log().trouble(collector.topics());
        if (trouble.isEmpty() && shared.log().trouble().isEmpty()) {
            trouble = unregistered.get();
        }
        return trouble.map(LogFailure::unavailable);
    }

    /**
     * Takes the first {@code length} bytes of an array; it has read them when it returns. Call it on a thread that may
     * take as long as that needs.
     */
    void take(byte[] body, int length, BodyReader.Framing framing, Arrival arrival, Reply reply) {
        Batch batch;
        try {
            batch = collector.read(body, length, framing, arrival.correlationId(), arrival.receivedAt());
        } catch (BodyRefused refused) {
            reply.refused(refused.problem());
            return;
        }
        new Delivery(shared.log(), batch.processed(), delivery -> delivered(batch, delivery, arrival, reply))
                .send(batch.records());
    }

    private void delivered(Batch batch, Delivery delivery, Arrival arrival, Reply reply) {
        Exception failure = delivery.failure();
        if (failure != null) {
            series.unacknowledged().inc(delivery.failed());
            reply.refused(
                    LogFailure.unacknowledged(batch.processed(), delivery.failed(), failure, arrival.correlationId()));
            return;
        }
        long elapsed = System.nanoTime() - arrival.startedAt();
        shared.stops().count(collector.stream(), batch.records());
        series.accepted().inc(batch.valid());
        series.invalid().inc(batch.invalid());
        series.drift().inc(batch.drifted());
        series.unknownFields().inc(batch.unknownFields());
        series.seconds().observe(elapsed / 1e9);
        reply.taken(batch, elapsed);
    }
}
