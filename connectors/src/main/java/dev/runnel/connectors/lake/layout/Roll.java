package dev.runnel.connectors.lake.layout;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a file is finished and the next begun: whichever comes first.
 *
 * @param every longest time between commits
 * @param rows most rows in a file
 * @param size bytes after which a file is finished; the rows gathered in memory at that moment come on top
 */
public record Roll(Duration every, long rows, long size) implements Serializable {
    /** Shorter than this, the commits themselves would be the work. */
    public static final Duration LEAST_EVERY = Duration.ofMillis(100);

    public static final long LEAST_SIZE = 64 << 10;
}
