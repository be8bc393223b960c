package dev.runnel.schema.compatibility;

import java.util.Arrays;
import java.util.Optional;

/** What a subject asks of a new version. Names are those of the Confluent schema registry. */
public enum CompatibilityLevel {
    /** Nothing. */
    NONE(false, false, false),
    /** It reads what the version before it wrote. */
    BACKWARD(true, false, false),
    /** It reads what every earlier version wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** The version before it reads what it writes. */
    FORWARD(false, true, false),
    /** Every earlier version reads what it writes. */
    FORWARD_TRANSITIVE(false, true, true),
    /** Both ways with the version before it. */
    FULL(true, true, false),
    /** Both ways with every earlier version. */
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    boolean backward() {
        return backward;
    }

    boolean forward() {
        return forward;
    }

    /** Whether every earlier version counts, or only the last. */
    public boolean transitive() {
        return transitive;
    }

    public static Optional<CompatibilityLevel> of(String name) {
        return Arrays.stream(values()).filter(l -> l.name().equals(name)).findFirst();
    }
}
