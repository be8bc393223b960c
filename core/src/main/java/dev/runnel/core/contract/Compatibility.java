package dev.runnel.core.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a stream promises when its contract changes; the words are those of schema registries. */
public enum Compatibility {
    /** Who reads by the new contract understands every older record, and finds every column that there was. */
    BACKWARD,
    /** Who still reads by the old contract understands every newer record. */
    FORWARD,
    /** Both. */
    FULL,
    /** Nothing: every change is taken. */
    NONE;

    /** The word in {@code runnel.yaml}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Compatibility> of(String id) {
        return Arrays.stream(values()).filter(c -> c.id().equals(id)).findFirst();
    }
}
