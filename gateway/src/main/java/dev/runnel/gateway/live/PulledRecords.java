package dev.runnel.gateway.live;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.metrics.Metrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Streams whose records a job fetches: the gateway does not see them come, so it counts by how their topics grow. Not
 * thread safe.
 */
final class PulledRecords {
    private final List<Stream> streams;
    private final Map<String, Long> begun = new HashMap<>();

    PulledRecords(Pipeline pipeline) {
        this.streams =
                pipeline.streams().stream().filter(PulledRecords::isPulled).toList();
    }

    static boolean isPulled(Stream stream) {
        return !stream.source().connector().spec().capabilities().contains(Capability.PUSHED);
    }

    /** The job that fetches a stream's records; empty where they are pushed. */
    static Optional<String> job(String pipeline, Stream stream) {
        return isPulled(stream) ? Optional.of(Names.collectJob(pipeline, stream.name())) : Optional.empty();
    }

    /** Tells the metrics how many came since this was made. */
    void measure(Observation seen, Jobs jobs, Metrics metrics) {
        for (Stream stream : streams) {
            String log = stream.log().topic();
            if (seen.missing().contains(log) || seen.missing().contains(stream.invalidTopic())) {
                continue; // what a topic is made with is not known
            }
            String loaded = JobMonitor.loaded(stream.name());
            long pastLog = jobs.counter(loaded) - jobs.counter(JobMonitor.earlier(loaded));
            metrics.pulled(stream.name(), grown(seen, log) + pastLog, grown(seen, stream.invalidTopic()));
        }
    }

    private long grown(Observation seen, String topic) {
        long now = seen.total(topic);
        return now - begun.computeIfAbsent(topic, t -> now);
    }
}
