package dev.runnel.gateway.live;

import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.invalid.Owner;
import dev.runnel.gateway.metrics.Metrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at Kafka and the jobs once a second on a thread of its own. What it shows may be asked from any thread. */
final class Observer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);
    private static final long EVERY_MS = 1_000;

    private final Pipeline pipeline;
    private final KafkaWatch watch;
    private final JobMonitor jobs;
    private final Supplier<Map<String, List<String>>> inputs;
    private final LatencyProbe latency;
    private final LiveState.StreamFacts facts;
    private final Metrics metrics;
    private final PulledRecords pulled;
    private final long startedAt = System.currentTimeMillis();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "runnel-observer");
    private final LiveState state;
    private final Listener listener;
    private Lineage lineage;
    private Observation seen = Observation.NOTHING;

    /** Hears of every second, on the observer's thread. */
    interface Listener {
        /** @param tick JSON text */
        void ticked(String tick);

        /** The pipeline is not drawn as before: everybody needs a new snapshot. */
        void redrawn();
    }

    /** What it looks at besides Kafka. */
    record Sources(
            JobMonitor jobs,
            Supplier<Map<String, List<String>>> inputs,
            LatencyProbe latency,
            LiveState.StreamFacts facts,
            Metrics metrics) {}

    /** @param admin owned by the caller */
    Observer(Pipeline pipeline, String servers, Admin admin, Sources sources, Listener listener) {
        this.pipeline = pipeline;
        this.watch = new KafkaWatch(admin, watched(pipeline), jobNames(pipeline));
        this.jobs = sources.jobs();
        this.inputs = sources.inputs();
        this.latency = sources.latency();
        this.facts = sources.facts();
        this.metrics = sources.metrics();
        this.pulled = new PulledRecords(pipeline);
        this.listener = listener;
        this.lineage = new Lineage(pipeline, inputs.get());
        this.state = new LiveState(pipeline, servers, startedAt, System.nanoTime());
        thread.setDaemon(true);
    }

    /** Every topic of the streams. */
    static Set<String> topics(Pipeline pipeline) {
        Set<String> topics = new LinkedHashSet<>();
        for (Stream stream : pipeline.streams()) {
            topics.add(stream.log().topic());
            topics.add(stream.invalidTopic());
        }
        return topics;
    }

    /** The same, and those of the invalid records of models. */
    private static Set<String> watched(Pipeline pipeline) {
        Set<String> topics = topics(pipeline);
        Owner.all(pipeline).forEach(owner -> topics.add(owner.topic()));
        return topics;
    }

    private static List<String> jobNames(Pipeline pipeline) {
        List<String> names = new ArrayList<>();
        pipeline.streams().stream()
                .filter(s -> !s.destinations().isEmpty())
                .forEach(s -> names.add(Names.landingJob(pipeline.name(), s.name())));
        pipeline.models().forEach(m -> names.add(Names.modelJob(pipeline.name(), m.name())));
        return names;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                long begun = System.nanoTime();
                look();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                if (closing.await(Math.max(0, EVERY_MS - took), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } while (true);
        } catch (InterruptedException | InterruptException e) {
            // Closing.
        }
    }

    private void look() {
        boolean answers = true;
        try {
            seen = watch.observe();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("Kafka was not observed: {}", e.getMessage());
            answers = false;
        }
        Lineage now = new Lineage(pipeline, inputs.get());
        boolean redrawn = !now.inputs().equals(lineage.inputs());
        Jobs states = new Jobs(jobs);
        String tick;
        synchronized (this) {
            lineage = now;
            state.update(
                    new LiveState.Second(
                            System.currentTimeMillis(),
                            System.nanoTime(),
                            seen,
                            answers,
                            states,
                            now,
                            latency.millis()),
                    facts);
            state.measure(metrics);
            tick = state.tick(facts, false).encode();
        }
        measure(now);
        measure(states);
        if (answers) {
            pulled.measure(seen, states, metrics);
        }
        if (redrawn) {
            listener.redrawn();
        }
        listener.ticked(tick);
    }

    private void measure(Lineage now) {
        for (Stream stream : pipeline.streams()) {
            if (!stream.destinations().isEmpty()) {
                measure(stream, Names.landingJob(pipeline.name(), stream.name()));
            }
        }
        pipeline.models().forEach(model -> now.streams(model)
                .forEach(stream -> measure(stream, Names.modelJob(pipeline.name(), model.name()))));
    }

    private void measure(Jobs states) {
        pipeline.streams().stream()
                .filter(s -> s.contract().dedup().isPresent())
                .forEach(s -> metrics.deduplicated(s.name(), states.counter(JobMonitor.deduplicated(s.name()))));
    }

    private void measure(Stream stream, String job) {
        metrics.lag(stream.name(), job, seen.lag(job, stream.log().topic()));
    }

    /** The pipeline as drawn now. */
    synchronized JsonObject pipeline() {
        return PipelineJson.of(lineage, startedAt);
    }

    /** The sources that gave nothing when it looked last. */
    synchronized JsonArray degraded() {
        return state.degraded();
    }

    /** Everything, for one who just came. */
    synchronized String snapshot() {
        return new JsonObject()
                .put("type", "snapshot")
                .put("at", System.currentTimeMillis())
                .put("pipeline", pipeline())
                .put("tick", state.tick(facts, true))
                .encode();
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
