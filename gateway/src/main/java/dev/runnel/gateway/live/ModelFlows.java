package dev.runnel.gateway.live;

import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.gateway.metrics.Metrics;
import io.vertx.core.json.JsonObject;

/** What flows through one model: what it reads, and its rows that failed a check or were refused. Not thread safe. */
final class ModelFlows {
    private final Model model;
    private final String job;
    private final String invalidTopic;
    private final Flow read = new Flow();
    private final Flow invalid = new Flow();
    private long warned;

    ModelFlows(String pipeline, Model model) {
        this.model = model;
        this.job = Names.modelJob(pipeline, model.name());
        this.invalidTopic = Names.modelInvalidTopic(pipeline, model.name());
    }

    Model model() {
        return model;
    }

    String job() {
        return job;
    }

    /** What it has read of the streams below it. */
    Flow read() {
        return read;
    }

    Flow invalid() {
        return invalid;
    }

    void update(LiveState.Second now) {
        long total = 0;
        long lag = 0;
        for (var stream : now.lineage().streams(model)) {
            total += now.seen().processed(job, stream.log().topic());
            lag += now.seen().lag(job, stream.log().topic());
        }
        read.update(total, lag, now.atNanos());
        invalid.update(now.seen().total(invalidTopic), 0, now.atNanos());
        warned = now.jobs().counter(JobMonitor.warned(model.name()));
    }

    void measure(Metrics metrics) {
        if (!model.destinations().isEmpty()) {
            metrics.modelRows(model.name(), "invalid", invalid.total());
            metrics.modelRows(model.name(), "warned", warned);
        }
    }

    JsonObject json(LiveState.StreamFacts facts) {
        return new JsonObject()
                .put("invalid", invalid.total())
                .put("invalid_per_s", Series.rounded(invalid.perSecond()))
                .put("invalid_by_code", facts.invalidByCode(model.name()))
                .put("invalid_by_stage", facts.invalidByStage(model.name()))
                .put("warned", warned);
    }
}
