package dev.runnel.engine.cluster;

import dev.runnel.core.environment.Degraded;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.engine.source.Gauges;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.jspecify.annotations.Nullable;

/** Those of a cluster's metrics that say how sources are, and how far, by job, as long as their tasks run. Thread safe. */
final class SourceMetrics implements MetricReporter {
    private static final String RECORDS = "numRecordsOut";
    private static final String JOB = "<job_id>";
    private static final String OPERATOR = "<operator_name>";
    private static final String OF_SOURCES = "Source: ";
    private static final Map<String, String> COUNTERS = Map.of(
            RECORDS,
            JobMonitor.SOURCE_RECORDS,
            Gauges.READ,
            JobMonitor.SOURCE_READ,
            Gauges.LEFT,
            JobMonitor.SOURCE_LEFT,
            Gauges.WAITING,
            JobMonitor.SOURCE_WAITING);
    private static final String NO_COUNTER = "";

    private final Map<Metric, Shown> metrics = new ConcurrentHashMap<>();

    private record Shown(String job, String counter) {}

    @Override
    public void open(MetricConfig config) {
        // needs nothing
    }

    @Override
    public void close() {
        metrics.clear();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String counter = name.equals(Gauges.DEGRADED) ? NO_COUNTER : COUNTERS.get(name);
        if (counter == null) {
            return;
        }
        Map<String, String> about = group.getAllVariables();
        String job = about.get(JOB);
        if (job != null
                && (!name.equals(RECORDS) || about.getOrDefault(OPERATOR, "").startsWith(OF_SOURCES))) {
            metrics.put(metric, new Shown(job, counter));
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        metrics.remove(metric);
    }

    /** What a job's metrics say now, by the names of {@link JobMonitor}. */
    Map<String, Long> of(JobID id) {
        String job = id.toString();
        Map<String, Long> counters = new HashMap<>();
        metrics.forEach((metric, shown) -> {
            Long value = value(metric);
            if (value != null && shown.job().equals(job)) {
                counters.merge(shown.counter(), value, Long::sum);
            }
        });
        return counters;
    }

    /** What a job's source says of itself; of several readers that which is in trouble longest. */
    Optional<Degraded> degraded(JobID id) {
        String job = id.toString();
        return metrics.entrySet().stream()
                .filter(e -> e.getValue().job().equals(job))
                .filter(e -> e.getValue().counter().equals(NO_COUNTER))
                .flatMap(e -> e.getKey() instanceof Gauge<?> gauge && gauge.getValue() instanceof Optional<?> said
                        ? said.stream()
                        : Stream.empty())
                .map(Degraded.class::cast)
                .min(Comparator.comparing(Degraded::since));
    }

    private static @Nullable Long value(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Long value ? value : null;
    }
}
