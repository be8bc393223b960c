package dev.runnel.core.contract;

import java.io.Serializable;
import java.time.Duration;

/**
 * Records that are taken for the same: those of one partition of the log whose field has the same value. The first is
 * kept, and others received within the time of it are dropped on their way to destinations and models; the log keeps
 * all.
 *
 * @param by dotted path of the field; a record without a value is never dropped
 * @param within measured from when the first was received, whatever comes later; at least one millisecond
 */
public record Dedup(String by, Duration within) implements Serializable {
    public Dedup {
        if (within.toMillis() < 1) {
            throw new IllegalArgumentException("records are dropped within a time of at least 1 ms, not " + within);
        }
    }

    /** Whether a record received at one time repeats the one kept that was received at another (epoch milliseconds). */
    public boolean repeats(long keptAt, long receivedAt) {
        return Math.abs(receivedAt - keptAt) < within.toMillis();
    }
}
