package dev.runnel.core.contract;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** Text that is never shown: not in messages, not in logs, not by {@link #toString}. Immutable. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1;

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The text in UTF-8, for the one who needs it. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
