package dev.runnel.engine.source;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics by which a source tells how far it is, in whatever its splits are {@link PulledSplit#size measured}: of its
 * readers together, since their job was started last. What is done is {@link #READ} of {@link #READ} and {@link #LEFT} and
 * {@link #WAITING} together; before something is {@link #WAITING}, even if 0, nobody has looked what there is.
 */
public final class Gauges {
    /** What readers have read. */
    public static final String READ = "runnelSourceRead";
    /** What is left of the splits that readers have. */
    public static final String LEFT = "runnelSourceLeft";
    /** The splits that no reader has been given yet. */
    public static final String WAITING = "runnelSourceWaiting";

    /** An {@code Optional} of {@link dev.runnel.core.environment.Degraded}: what a source says of itself. */
    public static final String DEGRADED = "runnelSourceDegraded";

    private Gauges() {}

    static void register(MetricGroup group, String name, Gauge<Long> value) {
        group.gauge(name, value);
    }
}
