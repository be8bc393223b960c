package dev.runnel.gateway.live;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a lag grows. A job commits once per checkpoint, so its lag is a saw-tooth; what counts is the lowest point of
 * the last minute against that of the minute before. Not thread safe.
 */
final class LagTrend {
    private static final int WINDOW = 60;
    private static final double GROWTH = 1.2;
    private static final long NOISE = 1_000;

    private final Deque<Long> lags = new ArrayDeque<>();

    /** Takes the lag of one second. */
    void add(long lag) {
        lags.addLast(lag);
        if (lags.size() > 2 * WINDOW) {
            lags.removeFirst();
        }
    }

    boolean grows() {
        if (lags.size() < 2 * WINDOW) {
            return false;
        }
        long before =
                lags.stream().limit(WINDOW).mapToLong(Long::longValue).min().orElse(0);
        long now = lags.stream().skip(WINDOW).mapToLong(Long::longValue).min().orElse(0);
        return now > before * GROWTH + NOISE;
    }
}
