package dev.runnel.engine.source;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.connector.source.Boundedness;
import org.jspecify.annotations.Nullable;

/**
 * When a source looks for splits.
 *
 * @param every the time between two looks; null when it ends after what one look found
 * @param again whether one that ends looks at each start, and not only at the first
 */
public record Looks(@Nullable Duration every, boolean again) implements Serializable {
    private static final long LEAST_MILLIS = 100;

    /** Once: what comes later is not read. */
    public static Looks once() {
        return new Looks(null, false);
    }

    /** Once at each start. */
    public static Looks atEachStart() {
        return new Looks(null, true);
    }

    /** Again and again; at most every 100 ms, whatever is asked for. */
    public static Looks every(Duration time) {
        return new Looks(time.toMillis() < LEAST_MILLIS ? Duration.ofMillis(LEAST_MILLIS) : time, true);
    }

    Boundedness boundedness() {
        return every == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }
}
