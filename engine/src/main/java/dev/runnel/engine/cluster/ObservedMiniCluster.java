package dev.runnel.engine.cluster;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.filter.ReporterFilter;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** Flink in this process, with its metrics at hand. */
final class ObservedMiniCluster extends MiniCluster {
    private final SourceMetrics sources = new SourceMetrics();

    ObservedMiniCluster(MiniClusterConfiguration configuration) {
        super(configuration);
    }

    SourceMetrics sources() {
        return sources;
    }

    @Override
    protected MetricRegistryImpl createMetricRegistry(Configuration configuration, long largestMessage) {
        return new MetricRegistryImpl(
                MetricRegistryConfiguration.fromConfiguration(configuration, largestMessage),
                List.of(new ReporterSetup(
                        "sources", new MetricConfig(), sources, ReporterFilter.getNoOpFilter(), Map.of())));
    }
}
