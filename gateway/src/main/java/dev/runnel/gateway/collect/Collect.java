package dev.runnel.gateway.collect;

import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.CorrelationId;
import dev.runnel.gateway.drift.Drifts;
import dev.runnel.gateway.http.Health;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.Origins;
import dev.runnel.gateway.http.Problem;
import dev.runnel.gateway.log.LogWriter;
import dev.runnel.gateway.metrics.Metrics;
import dev.runnel.gateway.registry.StreamSchemas;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The addresses that take records: {@code /v1/streams/{stream}} and what each stream's source declares. Thread safe. */
public final class Collect {
    private static final String PREFIX = "/v1/streams/";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Pipeline pipeline;
    private final LogWriter log;
    private final Health health;
    private final StreamSchemas schemas;
    private final Metrics metrics;
    private final Drifts drifts;
    private final Exchange.Shared shared;

    /** What is known of the streams' contracts: the ids of their schemas, and what their records have beside them. */
    public record Contracts(StreamSchemas schemas, Drifts drifts) {}

    public Collect(Pipeline pipeline, LogWriter log, Contracts contracts, Metrics metrics, Limits limits, Stops stops) {
        this.pipeline = pipeline;
        this.log = log;
        this.health = new Health(log::trouble);
        this.schemas = contracts.schemas();
        this.metrics = metrics;
        this.drifts = contracts.drifts();
        this.shared = new Exchange.Shared(log, new InFlight(limits.inFlight()), limits, stops);
    }

    /** Where a stream's records can be posted, the one that everybody has last. */
    public static List<String> paths(Stream stream) {
        List<String> declared = httpSource(stream)
                .map(source -> source.settings().get(HttpSource.PATH))
                .orElse(List.of());
        return java.util.stream.Stream.concat(declared.stream(), java.util.stream.Stream.of(PREFIX + stream.name()))
                .toList();
    }

    private static Optional<Endpoint> httpSource(Stream stream) {
        return stream.pushed().filter(s -> s.connector() instanceof HttpSource);
    }

    /** Adds every route. */
    public void mount(Methods methods) {
        pipeline.streams().forEach(stream -> mount(methods, stream));
        methods.post(PREFIX + ":stream").handler(this::unknownStream);
    }

    private void mount(Methods methods, Stream stream) {
        StreamCollector collector = new StreamCollector(stream, schemas, shared.limits(), drifts.of(stream.name()));
        Metrics.StreamSeries series = metrics.stream(stream.name());
        Optional<Endpoint> http = httpSource(stream);
        Origins origins =
                http.map(s -> new Origins(s.settings().get(HttpSource.CORS))).orElse(Origins.SAME);
        for (String path : paths(stream)) {
            methods.post(path).handler(ctx -> {
                if (passes(ctx, origins) && isRegistered(ctx, stream)) {
                    new Exchange(ctx, collector, shared, series).begin();
                }
            });
            methods.add(HttpMethod.OPTIONS, path).handler(ctx -> preflight(ctx, origins));
        }
        if (shared.stops().watches(stream.name())) {
            methods.post(PREFIX + stream.name() + "/resume").handler(ctx -> {
                if (passes(ctx, Origins.SAME)) {
                    shared.stops().resume(stream.name());
                    ctx.response().setStatusCode(204).end();
                }
            });
        }
        http.flatMap(s -> s.settings().find(HttpSource.HEALTH))
                .ifPresent(path -> methods.get(path).handler(ctx -> health.answer(ctx, new JsonObject())));
    }

    private static boolean passes(RoutingContext ctx, Origins origins) {
        if (!origins.allows(ctx.request())) {
            foreignPage(ctx);
            return false;
        }
        ctx.response().putHeader(HttpHeaders.VARY, "Origin");
        origins.allowOrigin(ctx.request()).ifPresent(origin -> ctx.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, CorrelationId.HEADER));
        return true;
    }

    private boolean isRegistered(RoutingContext ctx, Stream stream) {
        Optional<String> trouble = log.trouble().isPresent() ? Optional.empty() : schemas.trouble(stream.name());
        trouble.ifPresent(why -> LogFailure.unavailable(why).send(ctx));
        return trouble.isEmpty();
    }

    private static void preflight(RoutingContext ctx, Origins origins) {
        if (passes(ctx, origins)) {
            ctx.response()
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST")
                    .putHeader(
                            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                            "content-type, content-encoding, " + CorrelationId.HEADER)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS)
                    .setStatusCode(204)
                    .end();
        }
    }

    private static void foreignPage(RoutingContext ctx) {
        new Problem(
                        403,
                        "foreign-origin",
                        "Foreign origin",
                        "pages of " + ctx.request().getHeader(HttpHeaders.ORIGIN)
                                + " may not post here; name them in the http source's `cors`")
                .send(ctx);
    }

    private void unknownStream(RoutingContext ctx) {
        String name = ctx.pathParam("stream");
        List<String> names = pipeline.streams().stream().map(Stream::name).toList();
        String hint = ClosestName.of(name, names)
                .map(close -> "did you mean '" + close + "'?")
                .orElseGet(() -> "there are: " + String.join(", ", names));
        new Problem(404, "unknown-stream", "Unknown stream", "no stream '" + name + "'; " + hint).send(ctx);
    }
}
