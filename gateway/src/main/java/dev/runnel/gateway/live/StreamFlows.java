package dev.runnel.gateway.live;

import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Stream;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What flows through one stream: in, to the log, to the invalid records, to its destinations. Not thread safe. */
final class StreamFlows {
    private final Stream stream;
    private final String job;
    private final Optional<String> sourceJob;
    private final Flow source = new Flow();
    private final Flow accepted = new Flow();
    private final Flow invalid = new Flow();
    private final Flow landed = new Flow();

    StreamFlows(String pipeline, Stream stream) {
        this.stream = stream;
        this.job = Names.landingJob(pipeline, stream.name());
        this.sourceJob = PulledRecords.job(pipeline, stream);
    }

    Stream stream() {
        return stream;
    }

    String job() {
        return job;
    }

    /** The job that fetches its records; empty where they are pushed. */
    Optional<String> sourceJob() {
        return sourceJob;
    }

    boolean lands() {
        return !stream.destinations().isEmpty();
    }

    /**
     * Takes one second's numbers.
     *
     * @param sentTwice records that are in the log once more, for one destination alone
     * @param loaded records that went past the log, into the destinations
     */
    void update(Observation seen, long sentTwice, long loaded, long nowNanos) {
        String topic = stream.log().topic();
        long in = Math.max(0, seen.total(topic) - sentTwice) + loaded;
        long bad = seen.total(stream.invalidTopic());
        source.update(in + bad, 0, nowNanos);
        accepted.update(in, 0, nowNanos);
        invalid.update(bad, 0, nowNanos);
        if (lands()) {
            landed.update(seen.processed(job, topic) + loaded, seen.lag(job, topic), nowNanos);
        }
    }

    Flow accepted() {
        return accepted;
    }

    Flow invalid() {
        return invalid;
    }

    /** 0 when it lands nowhere. */
    long lag() {
        return landed.lag();
    }

    boolean isLate() {
        return landed.isLate();
    }

    /** Why it does not work, as far as it does not. */
    record Failures(Optional<String> log, Optional<String> source, Optional<String> landing) {}

    void nodes(JsonObject nodes, Failures failures, boolean withHistory) {
        Optional<String> logFailure = failures.log();
        nodes.put(Nodes.source(stream.name()), source.json(failures.source().or(() -> logFailure), withHistory));
        nodes.put(Nodes.stream(stream.name()), accepted.json(logFailure, withHistory));
        nodes.put(Nodes.invalid(stream.name()), invalid.json(Optional.empty(), withHistory));
        destinations().forEach(id -> nodes.put(id, landed.json(failures.landing(), withHistory)));
    }

    List<String> destinations() {
        return Nodes.destinations(stream.name(), stream.destinations());
    }

    JsonObject json(JsonObject byCode, long drift) {
        JsonObject json = new JsonObject()
                .put("accepted", accepted.total())
                .put("invalid", invalid.total())
                .put("accepted_per_s", Series.rounded(accepted.perSecond()))
                .put("invalid_per_s", Series.rounded(invalid.perSecond()))
                .put("invalid_by_code", byCode)
                .put("drift", drift);
        return lands()
                ? json.put("landed", landed.total()).put("lag", landed.lag())
                : json.putNull("landed").putNull("lag");
    }
}
