package dev.runnel.core.query;

import java.time.Duration;

/** Bounds of one query: more rows are cut off and said to be, more time is an error. */
public record QueryLimits(int rows, Duration time) {
    public QueryLimits {
        if (rows < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a query needs room for a row and time above zero");
        }
    }
}
