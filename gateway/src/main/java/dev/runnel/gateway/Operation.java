package dev.runnel.gateway;

import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.Problem;
import dev.runnel.gateway.log.LogWriter;
import dev.runnel.gateway.metrics.Metrics;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/** What orchestrators and monitoring ask: {@code /healthz}, {@code /readyz}, {@code /metrics}. */
final class Operation {
    private final LogWriter log;
    private final Supplier<Optional<String>> schemas;
    private final Supplier<JsonArray> degraded;
    private final Metrics metrics;
    private volatile boolean stopping;

    /**
     * @param schemas why records of some stream are not taken
     * @param degraded the sources that give nothing: records are taken all the same
     */
    Operation(LogWriter log, Supplier<Optional<String>> schemas, Supplier<JsonArray> degraded, Metrics metrics) {
        this.log = log;
        this.schemas = schemas;
        this.degraded = degraded;
        this.metrics = metrics;
    }

    /** From now on it is not ready, so that nobody sends it more. */
    void stop() {
        stopping = true;
    }

    void mount(Methods methods) {
        methods.get("/healthz").handler(ctx -> ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end("{\"status\":\"OK\"}"));
        methods.get("/readyz").handler(ctx -> {
            Optional<String> trouble =
                    stopping ? Optional.of("the server stops") : log.trouble().or(schemas);
            if (trouble.isPresent()) {
                new Problem(503, "not-ready", "Not ready", trouble.get()).send(ctx);
            } else {
                ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(readiness().toBuffer());
            }
        });
        mountMetrics(methods);
    }

    private JsonObject readiness() {
        JsonArray sources = degraded.get();
        return sources.isEmpty()
                ? new JsonObject().put("status", "OK")
                : new JsonObject().put("status", "degraded").put("degraded", sources);
    }

    private void mountMetrics(Methods methods) {
        methods.get("/metrics").handler(ctx -> ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, Metrics.CONTENT_TYPE)
                .end(Buffer.buffer(metrics.text())));
    }
}
