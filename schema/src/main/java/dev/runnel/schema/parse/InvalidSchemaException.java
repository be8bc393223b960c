package dev.runnel.schema.parse;

/** A text that is no schema of its type; the message says what is wrong with it, fit to be shown to who sent it. */
public final class InvalidSchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidSchemaException(String message) {
        super(message);
    }

    InvalidSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
