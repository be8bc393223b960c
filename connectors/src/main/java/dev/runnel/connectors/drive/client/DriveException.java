package dev.runnel.connectors.drive.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Drive did not do what it was asked. The message says what was asked, why not, and what to do. */
public final class DriveException extends IOException {
    private static final long serialVersionUID = 1;

    /** What kind of refusal it is, for those who act upon it. */
    public enum Kind {
        /** Busy, or away: asking again may help. */
        PASSING,
        /** There is no such file, or it is not shared with the account. */
        NOT_FOUND,
        /** A value that Drive does not know, or no longer: a place in the list of changes. */
        INVALID,
        /** A document that is larger than Drive exports. */
        EXPORT_TOO_LARGE,
        /** The account, or what it consented to, does not allow it. */
        FORBIDDEN,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;
    private final transient Optional<Duration> retryAfter;

    DriveException(Kind kind, String message, Optional<Duration> retryAfter, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    boolean isPassing() {
        return kind == Kind.PASSING;
    }

    /** How long Drive asks to wait, where it does. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
