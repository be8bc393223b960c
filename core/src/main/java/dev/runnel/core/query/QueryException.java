package dev.runnel.core.query;

/** A query that was refused or stopped; the message is fit to be shown to who asked. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueryException(String message) {
        super(message);
    }

    public QueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
