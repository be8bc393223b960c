package dev.runnel.engine.source;

import dev.runnel.core.environment.Degraded;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a source that goes on trying by itself says how it is. Between {@link #trouble} and {@link #fine} it is shown as
 * degraded, on the dashboard and at {@code /readyz}. A source that throws instead needs none: its job is started again, and
 * that is shown too. Each start begins as fine. Thread safe.
 */
public final class SourceHealth {
    private static final Logger LOG = LoggerFactory.getLogger(SourceHealth.class);

    private final Clock clock;
    private Optional<Degraded> now = Optional.empty();

    /** Of a source that nobody looks at. */
    public SourceHealth() {
        this(Clock.systemUTC());
    }

    SourceHealth(Clock clock) {
        this.clock = clock;
    }

    /** Of a reader, or of what looks for splits, shown from now on as long as its task runs. */
    public static SourceHealth shownIn(MetricGroup group) {
        SourceHealth health = new SourceHealth();
        group.gauge(Gauges.DEGRADED, (Gauge<Optional<Degraded>>) health::degraded);
        return health;
    }

    /**
     * It cannot be read now. Said again, also with other words, it only lasts on.
     *
     * @param message to whom it spoke, what was wrong, and what to do; holds no secret and nothing that changes from one
     *     try to the next, such as a time
     * @param nextTry null where that is not known
     */
    public synchronized void trouble(String message, @Nullable Instant nextTry) {
        Optional<Degraded> before = now;
        now = Optional.of(new Degraded(
                message, before.map(Degraded::since).orElseGet(clock::instant), Optional.ofNullable(nextTry)));
        if (before.filter(d -> d.message().equals(message)).isEmpty()) {
            LOG.warn("{}", message);
        }
    }

    /** It can be read. */
    public synchronized void fine() {
        now.ifPresent(d -> LOG.info("it is over: {}", d.message()));
        now = Optional.empty();
    }

    /** Empty while it is fine. */
    public synchronized Optional<Degraded> degraded() {
        return now;
    }
}
