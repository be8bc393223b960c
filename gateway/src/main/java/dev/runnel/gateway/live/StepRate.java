package dev.runnel.gateway.live;

/**
 * The rate of a total that grows in steps, such as a committed offset that moves once per checkpoint: the last step by
 * the time it took, held until twice that time passes without another. Not thread safe.
 */
final class StepRate {
    private static final double NANOS = 1e9;
    private static final double HOLD_STEPS = 2.5;

    private boolean begun;
    private boolean moved;
    private long total;
    private long steppedAt;
    private double stepNanos;
    private double perSecond;

    /** Takes the total at a time and returns the rate per second, 0 at first. */
    double update(long now, long nowNanos) {
        if (!begun || now < total) {
            begun = true;
            perSecond = 0;
            step(now, nowNanos);
        } else if (now > total) {
            moved = true;
            stepNanos = nowNanos - steppedAt;
            perSecond = (now - total) / (stepNanos / NANOS);
            step(now, nowNanos);
        } else if (nowNanos - steppedAt > HOLD_STEPS * stepNanos) {
            perSecond = 0;
        }
        return perSecond;
    }

    private void step(long now, long nowNanos) {
        total = now;
        steppedAt = nowNanos;
    }

    /** How long the total has not moved; for ever when it never did. */
    long idleNanos(long nowNanos) {
        return moved ? nowNanos - steppedAt : Long.MAX_VALUE;
    }
}
