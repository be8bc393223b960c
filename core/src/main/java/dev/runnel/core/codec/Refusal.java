package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;

/**
 * Bytes that cannot be read at all: not JSON, or beyond the bounds. Made without a stack trace, since it is an answer
 * about input and no fault of the program.
 */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final int position;
    private final String text;

    private Refusal(Reason reason, int position, String text) {
        super(text, null, false, false);
        this.reason = reason;
        this.position = position;
        this.text = text;
    }

    static Refusal syntax(int position, String text) {
        return new Refusal(Reason.SYNTAX, position, text);
    }

    static Refusal tooLarge(int position, String text) {
        return new Refusal(Reason.TOO_LARGE, position, text);
    }

    Reason reason() {
        return reason;
    }

    /** Index into the array that was read. */
    int position() {
        return position;
    }

    String text() {
        return text;
    }
}
