package dev.runnel.gateway;

/** A gateway that cannot start; the message says why and what to do, fit to be shown to the user. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GatewayException(String message) {
        super(message);
    }

    GatewayException(String message, Throwable cause) {
        super(message, cause);
    }
}
