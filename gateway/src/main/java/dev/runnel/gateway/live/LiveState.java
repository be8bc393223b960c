package dev.runnel.gateway.live;

import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.metrics.Metrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Turns what was observed each second into what is shown. No I/O. Not thread safe. */
final class LiveState {
    /** Kafka and the topics may come up after the gateway; for so long their absence is no problem. */
    private static final long START_MS = 30_000;

    private final String servers;
    private final List<StreamFlows> streams;
    private final List<ModelFlows> models;
    private final Problems problems = new Problems();
    private final DegradedSources degraded = new DegradedSources();
    private final Series acceptedHistory = new Series();
    private final Series invalidHistory = new Series();
    private final Series latencyHistory = new Series();
    private final Series lagHistory = new Series();
    private final long startedAtMillis;
    private boolean started;
    private Second second;

    /**
     * What is known at one second.
     *
     * @param seen what Kafka said last
     * @param kafkaAnswers whether it said so just now
     */
    record Second(
            long atMillis,
            long atNanos,
            Observation seen,
            boolean kafkaAnswers,
            Jobs jobs,
            Lineage lineage,
            OptionalDouble latencyMillis) {}

    /** What is known of streams, and of the invalid records of models, from elsewhere. */
    interface StreamFacts {
        JsonObject invalidByCode(String owner);

        JsonObject invalidByStage(String owner);

        /** Records that are in its log once more, for one destination alone. */
        long sentTwice(String stream);

        long drift(String stream);

        /** The undeclared fields seen last, newest first. */
        JsonArray driftFields(String stream);

        /** Why it takes no records. */
        Optional<String> stopped(String stream);
    }

    /** @param servers Kafka's addresses, for messages */
    LiveState(Pipeline pipeline, String servers, long nowMillis, long nowNanos) {
        this.servers = servers;
        this.startedAtMillis = nowMillis;
        this.streams = pipeline.streams().stream()
                .map(s -> new StreamFlows(pipeline.name(), s))
                .toList();
        this.models = pipeline.models().stream()
                .map(m -> new ModelFlows(pipeline.name(), m))
                .toList();
        JobMonitor none = List::of;
        this.second = new Second(
                nowMillis,
                nowNanos,
                Observation.NOTHING,
                true,
                new Jobs(none),
                new Lineage(pipeline, Map.of()),
                OptionalDouble.empty());
    }

    void update(Second now, StreamFacts facts) {
        this.second = now;
        streams.forEach(s -> s.update(
                now.seen(),
                facts.sentTwice(s.stream().name()),
                now.jobs().counter(JobMonitor.loaded(s.stream().name())),
                now.atNanos()));
        models.forEach(m -> m.update(now));
        acceptedHistory.add(sum(StreamFlows::accepted));
        invalidHistory.add(sum(StreamFlows::invalid));
        latencyHistory.add(now.latencyMillis());
        lagHistory.add(lag());
        for (StreamFlows flows : streams) {
            String stream = flows.stream().name();
            Jobs jobs = now.jobs();
            flows.sourceJob()
                    .ifPresent(job -> degraded.update(
                            stream, jobs.failure(job), jobs.degraded(job), Instant.ofEpochMilli(now.atMillis())));
        }
        report(now);
    }

    private double sum(java.util.function.Function<StreamFlows, Flow> flow) {
        return streams.stream().mapToDouble(s -> flow.apply(s).perSecond()).sum();
    }

    private long lag() {
        return streams.stream().mapToLong(StreamFlows::lag).sum();
    }

    private void report(Second now) {
        started |= now.atMillis() - startedAtMillis > START_MS
                || streams.stream().allMatch(flows -> logFailure(flows).isEmpty());
        now.jobs().problems().forEach(p -> problems.report(p, now.atMillis()));
        for (StreamFlows flows : streams) {
            logFailure(flows)
                    .filter(why -> started)
                    .ifPresent(why -> problems.report(
                            new Problems.Problem(
                                    true, Nodes.stream(flows.stream().name()), why, logAction(now)),
                            now.atMillis()));
            if (flows.invalid().perSecond() > 0) {
                problems.report(invalid(flows.stream().name()), now.atMillis());
            }
            flows.sourceJob()
                    .flatMap(job -> now.jobs()
                            .problem(
                                    job,
                                    Nodes.source(flows.stream().name()),
                                    "mend the source, or what it needs; then start the pipeline again"))
                    .ifPresent(p -> problems.report(p, now.atMillis()));
            flows.sourceJob()
                    .flatMap(now.jobs()::degraded)
                    .ifPresent(d -> problems.report(
                            DegradedSources.problem(flows.stream().name(), d), now.atMillis()));
            if (flows.lands()) {
                String node = flows.destinations().get(0);
                report(flows.job(), node, flows.isLate(), flows.lag(), now);
            }
        }
        for (ModelFlows flows : models) {
            String node = Nodes.model(flows.model().name());
            report(flows.job(), node, flows.read().isLate(), flows.read().lag(), now);
            if (flows.invalid().perSecond() > 0) {
                problems.report(refused(flows.model().name(), node), now.atMillis());
            }
        }
    }

    private static Problems.Problem refused(String model, String node) {
        return new Problems.Problem(
                false,
                node,
                "rows of " + model + " fail a check, or a destination refuses them",
                "see which and why at the model's name under Models, or with `runnel invalid list --stream " + model
                        + "`; mend the query, what it reads, or the destination");
    }

    /** Tells the metrics what is known of models and sources. */
    void measure(Metrics metrics) {
        streams.stream()
                .filter(flows -> flows.sourceJob().isPresent())
                .map(flows -> flows.stream().name())
                .forEach(stream -> metrics.degraded(stream, degraded.has(stream)));
        models.forEach(m -> m.measure(metrics));
    }

    private static Problems.Problem invalid(String stream) {
        return new Problems.Problem(
                false,
                Nodes.invalid(stream),
                "records of " + stream + " break the contract",
                "see which and why on the stream's page; mend and replay them there, or with `runnel invalid replay`");
    }

    private void report(String job, String node, boolean late, long lag, Second now) {
        now.jobs()
                .problem(
                        job,
                        node,
                        "mend the cause in the model's SQL or in its destination, then start the pipeline again")
                .ifPresent(p -> problems.report(p, now.atMillis()));
        if (late && lag > 0) {
            problems.report(
                    new Problems.Problem(
                            false,
                            node,
                            job + " falls behind",
                            "raise the parallelism, or give the machine more cores"),
                    now.atMillis());
        }
    }

    private Optional<String> logFailure(StreamFlows flows) {
        String topic = flows.stream().log().topic();
        if (!second.kafkaAnswers()) {
            return Optional.of("Kafka at " + servers + " does not answer");
        }
        return second.seen().missing().contains(topic)
                ? Optional.of("the topic " + topic + " does not exist")
                : Optional.empty();
    }

    private static String logAction(Second now) {
        return now.kafkaAnswers()
                ? "start the pipeline again: `runnel run` makes the topics that are missing"
                : "start Kafka; records are taken again as soon as it answers";
    }

    /** The sources that give nothing at present, each with its stream, why and since when. */
    JsonArray degraded() {
        return degraded.json();
    }

    JsonObject tick(StreamFacts facts, boolean withHistory) {
        streams.forEach(flows -> reportStop(flows.stream().name(), facts));
        JsonObject totals = new JsonObject()
                .put("accepted_per_s", Series.rounded(sum(StreamFlows::accepted)))
                .put("invalid_per_s", Series.rounded(sum(StreamFlows::invalid)))
                .put("lag", lag());
        if (second.latencyMillis().isPresent()) {
            totals.put("latency_ms", Series.rounded(second.latencyMillis().getAsDouble()));
        } else {
            totals.putNull("latency_ms");
        }
        if (withHistory) {
            totals.put(
                    "history",
                    new JsonObject()
                            .put("accepted_per_s", acceptedHistory.json())
                            .put("invalid_per_s", invalidHistory.json())
                            .put("latency_ms", latencyHistory.json())
                            .put("lag", lagHistory.json()));
        }
        return new JsonObject()
                .put("type", "tick")
                .put("at", second.atMillis())
                .put("totals", totals)
                .put("nodes", nodes(withHistory))
                .put("streams", streams(facts))
                .put("models", models(facts))
                .put("problems", problems.json(second.atMillis()));
    }

    private JsonObject nodes(boolean withHistory) {
        JsonObject nodes = new JsonObject();
        for (StreamFlows flows : streams) {
            Jobs jobs = second.jobs();
            StreamFlows.Failures failures = new StreamFlows.Failures(
                    logFailure(flows), flows.sourceJob().flatMap(jobs::failure), jobs.failure(flows.job()));
            flows.nodes(nodes, failures, withHistory);
            String stream = flows.stream().name();
            JsonObject source = nodes.getJsonObject(Nodes.source(stream));
            flows.sourceJob().ifPresent(job -> showEnd(job, source));
            degraded.show(stream, source);
        }
        models.forEach(flows -> {
            Model model = flows.model();
            JsonObject json = flows.read().json(second.jobs().failure(flows.job()), withHistory);
            nodes.put(Nodes.model(model.name()), json);
            Nodes.destinations(model.name(), model.destinations()).forEach(id -> nodes.put(id, json));
        });
        return nodes;
    }

    /** How far a source is that ends, or that it has ended. */
    private void showEnd(String job, JsonObject node) {
        second.jobs().share(job).ifPresent(share -> node.put("share", Math.round(share * 1000) / 1000.0));
        if (second.jobs().isFinished(job)) {
            node.put("ended", true);
        }
    }

    /** Records that repeat earlier ones and were dropped behind the log; null for a stream that drops none. */
    private @Nullable Long deduplicated(Stream stream) {
        return stream.contract().dedup().isEmpty()
                ? null
                : Long.valueOf(second.jobs().counter(JobMonitor.deduplicated(stream.name())));
    }

    private void reportStop(String stream, StreamFacts facts) {
        facts.stopped(stream)
                .ifPresent(why -> problems.report(
                        new Problems.Problem(
                                true,
                                Nodes.stream(stream),
                                stream + " takes no records: " + why,
                                "mend what is sent, then POST /v1/streams/" + stream + "/resume"),
                        second.atMillis()));
    }

    private JsonObject models(StreamFacts facts) {
        JsonObject json = new JsonObject();
        models.forEach(flows -> json.put(flows.model().name(), flows.json(facts)));
        return json;
    }

    private JsonObject streams(StreamFacts facts) {
        JsonObject json = new JsonObject();
        for (StreamFlows flows : streams) {
            String name = flows.stream().name();
            json.put(
                    name,
                    flows.json(facts.invalidByCode(name), facts.drift(name))
                            .put("invalid_by_stage", facts.invalidByStage(name))
                            .put("drift_fields", facts.driftFields(name))
                            .put("deduplicated", deduplicated(flows.stream())));
        }
        return json;
    }
}
