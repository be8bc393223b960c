package dev.runnel.gateway.collect;

import dev.runnel.core.record.CorrelationId;
import dev.runnel.gateway.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message of a client, from its first byte to its answer. Not thread safe. */
final class SocketMessage {
    private final long sequence;
    private final InFlight inFlight;
    private final Limits limits;
    private final Arrival arrival;
    private final BodyBytes body;
    private long seen;
    private long reserved;
    private @Nullable Problem refused;
    private @Nullable String answer;

    /** @param sequence which one of its socket it is, from 1 */
    SocketMessage(long sequence, InFlight inFlight, Limits limits, int expected) {
        this.sequence = sequence;
        this.inFlight = inFlight;
        this.limits = limits;
        long now = System.currentTimeMillis();
        this.arrival = Arrival.now(CorrelationId.next(now), now);
        this.body = new BodyBytes(limits.body(), expected);
    }

    /** More of it; once there is no room for it, it is refused and the rest of it dropped. */
    void append(Buffer part) {
        seen += part.length();
        if (refused != null) {
            return;
        }
        if (!inFlight.reserve(part.length())) {
            refuse(LogFailure.crowded());
            return;
        }
        reserved += part.length();
        body.append(part);
        if (body.isTooLarge()) {
            refuse(BodyRefused.messageTooLarge(limits.body()).problem());
        }
    }

    private void refuse(Problem problem) {
        refused = problem;
        release();
    }

    /** Why it cannot be taken, whoever would take it. */
    Optional<Problem> refused() {
        return Optional.ofNullable(refused);
    }

    /** Gives back the room that it took. */
    void release() {
        inFlight.release(reserved);
        reserved = 0;
    }

    void taken(Batch batch, long elapsedNanos) {
        answer("{\"sequence\":" + sequence + ","
                + Receipt.of(batch, arrival.correlationId(), elapsedNanos).substring(1));
    }

    void refused(Problem problem) {
        JsonObject json = new JsonObject()
                .put("sequence", sequence)
                .put("status", "refused")
                .put("correlation_id", arrival.correlationId());
        problem.retryAfter().ifPresent(seconds -> json.put("retry_after", seconds));
        answer(json.put("problem", problem.json()).encode());
    }

    private void answer(String text) {
        release();
        if (answer == null) {
            answer = text;
        }
    }

    /** What is sent back; null while it is not known. */
    @Nullable
    String answer() {
        return answer;
    }

    Arrival arrival() {
        return arrival;
    }

    BodyBytes body() {
        return body;
    }

    /** Its bytes, those that were dropped too. */
    long size() {
        return seen;
    }
}
