package dev.runnel.connectors.web.rest;

import dev.failsafe.spi.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock that a test moves, and pauses that are over at once and move it. Thread safe. */
final class FakeTime extends Clock implements Scheduler, AutoCloseable {
    /** Pauses that were asked for. */
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private Instant now;

    FakeTime(Instant begin) {
        now = begin;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ScheduledFuture<?> schedule(Callable<?> work, long delay, TimeUnit unit) {
        Duration pause = Duration.of(delay, unit.toChronoUnit());
        if (!pause.isZero()) {
            pauses.add(pause);
            pass(pause);
        }
        return thread.schedule(work, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
