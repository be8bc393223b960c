package dev.runnel.connectors.drive.client;

import dev.failsafe.RetryPolicy;
import java.time.Duration;

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

    /** Waits as long as an answer says, where it says so. */
    <T> RetryPolicy<T> policy() {
        return RetryPolicy.<T>builder()
                .handleIf(failure -> failure instanceof DriveException drive && drive.isPassing())
                .withBackoff(first, most)
                .withJitter(JITTER)
                .withMaxRetries(-1)
                .withMaxDuration(total)
                .withDelayFnOn(
                        context -> context.getLastException() instanceof DriveException drive
                                ? drive.retryAfter().orElse(NOT_SAID)
                                : NOT_SAID,
                        DriveException.class)
                .build();
    }

    /** Lets the doubling pauses hold. */
    private static final Duration NOT_SAID = Duration.ofNanos(-1);
}
