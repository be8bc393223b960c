package dev.runnel.connectors.web.request;

import java.io.Serializable;

/**
 * A header or a parameter of a request. Immutable.
 *
 * @param isSecret whether the value came from a variable, or its name speaks of a secret: it is never shown
 */
public record Part(String name, String value, boolean isSecret) implements Serializable {
    /** One whose value may be shown. */
    public static Part of(String name, String value) {
        return new Part(name, value, false);
    }

    /** One whose value is never shown. */
    public static Part secret(String name, String value) {
        return new Part(name, value, true);
    }

    @Override
    public String toString() {
        return name + "=" + (isSecret ? Secrets.HIDDEN : value);
    }
}
