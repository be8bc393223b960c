package dev.runnel.gateway.live;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What flows through one node: its total, rate, lag and state, with the last minute. Not thread safe. */
final class Flow {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final StepRate rate = new StepRate();
    private final LagTrend trend = new LagTrend();
    private final Series history = new Series();
    private long total;
    private long lag;
    private double perSecond;
    private boolean idle = true;

    /** Takes one second's numbers. */
    void update(long newTotal, long newLag, long nowNanos) {
        total = newTotal;
        lag = newLag;
        perSecond = rate.update(newTotal, nowNanos);
        trend.add(newLag);
        history.add(perSecond);
        idle = perSecond == 0 && rate.idleNanos(nowNanos) > IDLE_NANOS;
    }

    long total() {
        return total;
    }

    long lag() {
        return lag;
    }

    double perSecond() {
        return perSecond;
    }

    boolean isLate() {
        return trend.grows();
    }

    /** @param failure why it does not work, if it does not */
    JsonObject json(Optional<String> failure, boolean withHistory) {
        JsonObject json = new JsonObject()
                .put("state", failure.isPresent() ? "failed" : isLate() ? "late" : idle ? "idle" : "ok")
                .put("per_s", Series.rounded(perSecond))
                .put("total", total)
                .put("lag", lag);
        failure.ifPresent(why -> json.put("why", why));
        if (withHistory) {
            json.put("history", history.json());
        }
        return json;
    }
}
