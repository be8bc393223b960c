package dev.runnel.connectors.web.request;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** That a request was not answered as it should. The message holds no secret and says what to do. */
public final class RequestFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean passing;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param passing whether the same request may succeed by itself a little later
     * @param retryAfter how long the server asks to be left alone
     */
    public RequestFailure(String message, boolean passing, Optional<Duration> retryAfter) {
        super(message);
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    /** The message. */
    public String what() {
        return String.valueOf(getMessage());
    }

    public boolean isPassing() {
        return passing;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
