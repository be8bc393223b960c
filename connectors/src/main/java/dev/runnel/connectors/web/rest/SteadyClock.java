package dev.runnel.connectors.web.rest;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time since a moment, as a stop watch tells it: setting the machine's clock neither stops nor hurries it. Immutable. */
final class SteadyClock extends Clock {
    private final Instant begin = Instant.now();
    private final long nanos = System.nanoTime();

    private SteadyClock() {}

    static SteadyClock begin() {
        return new SteadyClock();
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(System.nanoTime() - nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
