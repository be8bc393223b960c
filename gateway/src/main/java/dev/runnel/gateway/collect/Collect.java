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
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that take records: {@code /v1/streams/{stream}} and what each stream's source declares, and the WebSockets
 * beside them. Thread safe.
 */
public final class Collect {
    private static final String PREFIX = "/v1/streams/";
    private static final String WS = "/ws";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Pipeline pipeline;
    private final LogWriter log;
    private final Health health;
    private final StreamSchemas schemas;
    private final Metrics metrics;
    private final Drifts drifts;
    private final Intake.Shared shared;
    private final SocketRoutes sockets;

    /** What is known of the streams' contracts: the ids of their schemas, and what their records have beside them. */
    public record Contracts(StreamSchemas schemas, Drifts drifts) {}

    public Collect(Pipeline pipeline, LogWriter log, Contracts contracts, Metrics metrics, Limits limits, Stops stops) {
        this.pipeline = pipeline;
        this.log = log;
        this.health = new Health(log::trouble);
        this.schemas = contracts.schemas();
        this.metrics = metrics;
        this.drifts = contracts.drifts();
        this.shared = new Intake.Shared(log, new InFlight(limits.inFlight()), limits, stops);
        this.sockets = new SocketRoutes(metrics);
    }

    /** Where a stream's records can be posted, the one that everybody has last. */
    public static List<String> paths(Stream stream) {
        List<String> declared = httpSource(stream)
                .map(source -> source.settings().get(HttpSource.PATH))
                .orElse(List.of());
        return java.util.stream.Stream.concat(declared.stream(), java.util.stream.Stream.of(PREFIX + stream.name()))
                .toList();
    }

    /** Where a stream's records can be sent by WebSocket, the one that everybody has last. */
    public static List<String> socketPaths(Stream stream) {
        List<String> declared = httpSource(stream)
                .map(source -> source.settings().get(HttpSource.WEBSOCKET))
                .orElse(List.of());
        return java.util.stream.Stream.concat(
                        declared.stream(), java.util.stream.Stream.of(PREFIX + stream.name() + WS))
                .toList();
    }

    private static Optional<Endpoint> httpSource(Stream stream) {
        return stream.pushed().filter(s -> s.connector() instanceof HttpSource);
    }

    /** Adds every route. */
    public void mount(Vertx vertx, Methods methods) {
        List<Entrance> entrances =
                pipeline.streams().stream().map(this::entrance).toList();
        entrances.forEach(entrance -> mount(methods, entrance));
        sockets.mount(vertx, methods, entrances);
        methods.post(PREFIX + ":stream").handler(this::unknownStream);
        methods.get(PREFIX + ":stream" + WS).handler(this::unknownStream);
    }

    private Entrance entrance(Stream stream) {
        String name = stream.name();
        Intake intake = new Intake(
                new StreamCollector(stream, schemas, shared.limits(), drifts.of(name)),
                shared,
                metrics.stream(name),
                () -> schemas.trouble(name));
        Origins origins = httpSource(stream)
                .map(s -> new Origins(s.settings().get(HttpSource.CORS)))
                .orElse(Origins.SAME);
        return new Entrance(stream, intake, origins);
    }

    private void mount(Methods methods, Entrance entrance) {
        Stream stream = entrance.stream();
        Origins origins = entrance.origins();
        for (String path : paths(stream)) {
            methods.post(path).handler(ctx -> {
                if (passes(ctx, origins)) {
                    new Exchange(ctx, entrance.intake()).begin();
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
        httpSource(stream).flatMap(s -> s.settings().find(HttpSource.HEALTH)).ifPresent(path -> methods.get(path)
                .handler(ctx -> health.answer(ctx, new JsonObject())));
    }

    private static boolean passes(RoutingContext ctx, Origins origins) {
        if (!origins.allows(ctx.request())) {
            foreignPage(ctx, "post");
            return false;
        }
        ctx.response().putHeader(HttpHeaders.VARY, "Origin");
        origins.allowOrigin(ctx.request()).ifPresent(origin -> ctx.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, CorrelationId.HEADER));
        return true;
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

    static void foreignPage(RoutingContext ctx, String what) {
        new Problem(
                        403,
                        "foreign-origin",
                        "Foreign origin",
                        "pages of " + ctx.request().getHeader(HttpHeaders.ORIGIN) + " may not " + what
                                + " here; name them in the http source's `cors`")
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

    /** Tells those who send by WebSocket to go elsewhere, once they have their answers. */
    public void closeSockets() {
        sockets.closeAll();
    }
}
