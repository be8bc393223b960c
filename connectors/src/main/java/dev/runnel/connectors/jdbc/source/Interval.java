package dev.runnel.connectors.jdbc.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which rows one read of a growing column takes. Intervals of successive reads touch each other, so that each value is
 * in exactly one:
 *
 * <ul>
 *   <li>of times, and of numbers that are not unique, {@code from <= value < to}
 *   <li>of unique numbers, {@code from < value <= to}
 * </ul>
 *
 * @param from null at the first read: from the beginning
 * @param to null when there is nothing to read yet
 * @param closedAbove which of the two it is
 * @param settle how long after the interval was fixed its reading may begin, so that what gets a value in it and is not
 *     visible yet becomes so
 */
public record Interval(@Nullable String from, @Nullable String to, boolean closedAbove, Duration settle) {
    String lowerSign() {
        return closedAbove ? ">" : ">=";
    }

    String upperSign() {
        return closedAbove ? "<=" : "<";
    }

    /** Whether no row can be in it. */
    public boolean isEmpty() {
        return to == null || to.equals(from);
    }
}
