package dev.runnel.gateway.collect;

import dev.runnel.gateway.http.Problem;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/** What is said when the log did not take records. */
final class LogFailure {
    private static final String TITLE = "The log is not available";

    private LogFailure() {}

    /** Whether it means that Kafka does not answer, rather than that it refused. */
    static boolean isAway(Exception failure) {
        return failure instanceof TimeoutException && !(failure instanceof BufferExhaustedException)
                || failure instanceof org.apache.kafka.common.errors.NetworkException;
    }

    /** Nothing was handed over. */
    static Problem unavailable(String why) {
        return new Problem(503, "log-unavailable", TITLE, why + "; nothing was recorded, send it again later");
    }

    /** The bound of what is being received is reached. */
    static Problem crowded() {
        return unavailable("too much is being received at once");
    }

    /** Some or all of a batch were handed over and not acknowledged. */
    static Problem unacknowledged(int processed, int failed, Exception failure, String correlationId) {
        boolean again = failure instanceof RetriableException || failure instanceof IllegalStateException;
        String detail = (processed - failed) + " of " + processed + " records are in the log; for the others: "
                + failure.getMessage() + (again ? "; send the body again, at the price of duplicates" : "");
        Problem problem = again
                ? new Problem(503, "log-unavailable", TITLE, detail)
                : new Problem(500, "log-refused", "The log refused records", detail);
        return problem.with("processed_count", processed)
                .with("acknowledged_count", processed - failed)
                .with("unacknowledged_count", failed)
                .with("correlation_id", correlationId);
    }
}
