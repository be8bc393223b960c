package dev.runnel.schema.wire;

import dev.runnel.core.record.Violation.Reason;

/** A value that cannot be read or written in its wire format. Made without a stack trace: it is an answer about input. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    WireException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static WireException broken(String message) {
        return new WireException(Reason.WIRE_FORMAT, message);
    }

    /** Why, as an invalid record says it. */
    public Reason reason() {
        return reason;
    }

    /** What is wrong, fit to be shown to who sent it. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
