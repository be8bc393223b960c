package dev.runnel.connectors.web.request;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server asks to be left alone: the header {@code Retry-After} (RFC 9110, 10.2.3). */
final class RetryAfter {
    /** A longer time than this is asked for by mistake, or to be rid of somebody. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** In seconds or as a date; at most an hour, and not negative; empty where the header is absent or neither. */
    static Optional<Duration> of(HttpHeaders headers, Clock clock) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(text -> parse(text, clock));
    }

    private static Optional<Duration> parse(String text, Clock clock) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            ZonedDateTime at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(bounded(Duration.between(clock.instant(), at.toInstant())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration time) {
        if (time.isNegative()) {
            return Duration.ZERO;
        }
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }
}
