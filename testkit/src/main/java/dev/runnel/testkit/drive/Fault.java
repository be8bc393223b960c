package dev.runnel.testkit.drive;

import java.util.Map;

/**
 * An answer that is no good.
 *
 * @param reason as Google's errors name it, {@code rateLimitExceeded}; empty for a body that is none of theirs
 * @param headers further headers of the answer
 * @param isCut whether instead the right answer breaks off in its middle
 */
public record Fault(int status, String reason, String message, Map<String, String> headers, boolean isCut) {
    public static Fault of(int status, String reason, String message) {
        return new Fault(status, reason, message, Map.of(), false);
    }

    /** Too many requests, with how long to wait. */
    public static Fault tooMany(int retryAfterSeconds) {
        return new Fault(
                429,
                "rateLimitExceeded",
                "Rate Limit Exceeded",
                Map.of("Retry-After", String.valueOf(retryAfterSeconds)),
                false);
    }

    /** The older form of the same. */
    public static Fault userRate() {
        return of(403, "userRateLimitExceeded", "User Rate Limit Exceeded");
    }

    /** A server that is not well, in a page for people. */
    public static Fault page(int status) {
        return new Fault(status, "", "<html><body>Error " + status + "</body></html>", Map.of(), false);
    }

    /** An answer that breaks off. */
    public static Fault cut() {
        return new Fault(200, "", "", Map.of(), true);
    }
}
