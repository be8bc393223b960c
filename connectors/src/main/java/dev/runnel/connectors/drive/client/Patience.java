package dev.runnel.connectors.drive.client;

import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a Drive that is busy or away is asked again, with pauses that double.
 *
 * @param first the first pause
 * @param most the longest pause
 * @param total after which it is given up
 */
public record Patience(Duration first, Duration most, Duration total) {
    /** For a reader, which is started again afterwards, with longer pauses. */
    public static final Patience USUAL =
            new Patience(Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(20));

    private static final double JITTER = 0.2;

    /** Never waits less than an answer asks for; where that is too long to be waited for, it is given up at once. */
    <T> RetryPolicy<T> policy(Waiting waiting) {
        return RetryPolicy.<T>builder()
                .handleIf(failure -> failure instanceof DriveException drive && drive.isPassing() && isShort(drive))
                .withBackoff(first, most)
                .withJitter(JITTER)
                .withMaxRetries(-1)
                .withMaxDuration(total)
                .withDelayFnOn(context -> said(context.getLastException()), DriveException.class)
                .onRetryScheduled(event -> waiting.begins(
                        String.valueOf(event.getLastException().getMessage()),
                        Instant.now().plus(event.getDelay())))
                .build();
    }

    private boolean isShort(DriveException failure) {
        return failure.retryAfter().map(said -> said.compareTo(most) <= 0).orElse(true);
    }

    /** So that jitter does not make it shorter; negative where nothing is said, and the doubling pauses hold. */
    private static Duration said(Throwable failure) {
        Optional<Duration> said = failure instanceof DriveException drive ? drive.retryAfter() : Optional.empty();
        return said.map(time -> Duration.ofMillis((long) (time.toMillis() / (1 - JITTER)) + 1))
                .orElse(Duration.ofNanos(-1));
    }
}
