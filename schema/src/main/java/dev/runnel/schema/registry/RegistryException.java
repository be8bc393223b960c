package dev.runnel.schema.registry;

/** A registry's refusal, or that it could not be asked; the message says what and why. */
public final class RegistryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    RegistryException(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** A registry that does not answer: the same question may be answered later. */
    public static RegistryException away(String message, Throwable cause) {
        RegistryException away =
                new RegistryException(RegistryError.STORE.status(), RegistryError.STORE.code(), message);
        away.initCause(cause);
        return away;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The registry's own {@code error_code}. */
    public int code() {
        return code;
    }

    public boolean is(RegistryError error) {
        return code == error.code();
    }

    /** Whether it may go well another time, without anybody changing anything. */
    public boolean isPassing() {
        return status >= 500 || status == 429 || status == 408;
    }
}
