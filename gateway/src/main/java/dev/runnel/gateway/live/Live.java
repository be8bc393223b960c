package dev.runnel.gateway.live;

import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.drift.Drifts;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.Opened;
import dev.runnel.gateway.http.Problem;
import dev.runnel.gateway.http.Sockets;
import dev.runnel.gateway.invalid.Owner;
import dev.runnel.gateway.invalid.Replayed;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.Topics;
import dev.runnel.gateway.metrics.Metrics;
import dev.runnel.gateway.registry.StreamSchemas;
import dev.runnel.gateway.view.ViewFeed;
import dev.runnel.gateway.view.Views;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** What the dashboard shows: {@code /v1/live}, {@code /v1/pipeline} and the newest invalid records. Thread safe. */
public final class Live implements AutoCloseable {
    private static final String KIND = "live";
    private static final int MOST_SOCKETS = 200;
    private static final long VIEW_EVERY_MS = 100;

    private final Pipeline pipeline;
    private final Metrics metrics;
    private final Drifts drifts;
    private final Tails tails;
    private final InvalidRecords invalid;
    private final Replayed replayed;
    private final Function<String, Optional<String>> stops;
    private final LatencyProbe latency;
    private final Observer observer;
    private final Sockets sockets;
    private final Set<LiveSocket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, ViewFeed> feeds = new HashMap<>();

    /** Kafka as the gateway reaches it, and the schemas of what is there. All but {@code clients} is owned by the caller. */
    public record Kafka(KafkaClients clients, Admin admin, StreamSchemas schemas) {}

    /**
     * What is shown beside what Kafka says.
     *
     * @param stops why a stream takes no records, asked every second; empty while it does
     * @param inputs model to the streams and models it reads, as far as known; asked every second
     * @param replayed learns of every invalid record that is replayed
     */
    public record Shown(
            JobMonitor jobs,
            Supplier<Map<String, List<String>>> inputs,
            Drifts drifts,
            Replayed replayed,
            Function<String, Optional<String>> stops) {}

    /** Begins to watch. Make it before {@link Views#read}. */
    public Live(Pipeline pipeline, Kafka kafka, Shown shown, Views views, Metrics metrics) {
        this.pipeline = pipeline;
        this.metrics = metrics;
        this.drifts = shown.drifts();
        this.stops = shown.stops();
        this.replayed = shown.replayed();
        this.sockets = new Sockets(MOST_SOCKETS, count -> metrics.sockets(KIND, count));
        pipeline.models().forEach(m -> views.of(m.name())
                .ifPresent(v -> feeds.put(m.name(), v.feed(VIEW_EVERY_MS, new ViewMessages(m.name())))));
        Topics topics = new Topics(kafka.admin());
        this.tails = new Tails(pipeline, kafka.clients(), topics, kafka.schemas());
        this.invalid = new InvalidRecords(pipeline, kafka.clients(), topics, shown.replayed(), kafka.schemas());
        this.latency = new LatencyProbe(pipeline, kafka.clients(), topics, metrics);
        this.observer = new Observer(
                pipeline,
                kafka.clients().servers(),
                kafka.admin(),
                new Observer.Sources(shown.jobs(), shown.inputs(), latency, new Facts(), metrics),
                new Broadcast());
        observer.start();
    }

    /** Every topic of the streams and of their invalid records. */
    public static Set<String> topics(Pipeline pipeline) {
        return Observer.topics(pipeline);
    }

    public void mount(Vertx vertx, Methods methods) {
        methods.get("/v1/live").handler(ctx -> sockets.upgrade(ctx, socket -> opened(vertx, socket)));
        methods.get("/v1/pipeline").handler(ctx -> json(ctx, observer.pipeline().encode()));
        methods.get("/v1/streams/:stream/invalid").handler(this::newestInvalid);
        methods.get("/v1/models/:model/invalid").handler(this::newestOfModel);
        methods.get("/v1/streams/:stream/drift").handler(this::drift);
    }

    private static void json(RoutingContext ctx, String body) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }

    private void newestInvalid(RoutingContext ctx) {
        String name = ctx.pathParam("stream");
        if (pipeline.stream(name).isEmpty()) {
            unknownStream(ctx, name);
        } else {
            newest(ctx, name);
        }
    }

    private void newestOfModel(RoutingContext ctx) {
        String name = ctx.pathParam("model");
        if (pipeline.model(name).isEmpty()) {
            String hint = hint(name, pipeline.models().stream().map(Model::name).toList());
            new Problem(404, "unknown-model", "Unknown model", "no model '" + name + "'" + hint).send(ctx);
        } else {
            newest(ctx, name);
        }
    }

    private void newest(RoutingContext ctx, String name) {
        String limit = ctx.request().getParam("limit", Integer.toString(InvalidRecords.FIRST));
        if (!limit.matches("[1-9]\\d{0,5}")) {
            new Problem(400, "bad-limit", "Bad limit", "limit is a whole number from 1, not '" + limit + "'").send(ctx);
        } else {
            int most = Math.min(Integer.parseInt(limit), InvalidRecords.KEPT);
            json(ctx, invalid.newest(name, most).encode());
        }
    }

    private void drift(RoutingContext ctx) {
        String name = ctx.pathParam("stream");
        if (pipeline.stream(name).isEmpty()) {
            unknownStream(ctx, name);
        } else {
            json(ctx, drifts.json(name).encode());
        }
    }

    private void unknownStream(RoutingContext ctx, String name) {
        String hint = hint(name, pipeline.streams().stream().map(Stream::name).toList());
        new Problem(404, "unknown-stream", "Unknown stream", "no stream '" + name + "'" + hint).send(ctx);
    }

    private static String hint(String name, List<String> names) {
        return ClosestName.of(name, names)
                .map(close -> "; did you mean '" + close + "'?")
                .orElse("");
    }

    private void opened(Vertx vertx, Opened socket) {
        LiveSocket live = new LiveSocket(vertx, socket, new Offered(), this::left, () -> metrics.dropped(KIND));
        sockets.add(live.outlet());
        live.send(observer.snapshot());
        open.add(live);
    }

    private void left(LiveSocket live) {
        open.remove(live);
        sockets.remove(live.outlet());
    }

    /**
     * The sources that gave nothing when it was looked last, within the last second or two: {@code
     * [{"stream","message","since","next_try"}]}, times in RFC 3339; empty while all are fine.
     */
    public JsonArray degraded() {
        return observer.degraded();
    }

    /** Tells every dashboard that the server stops. */
    public void closeSockets() {
        sockets.closeAll();
    }

    @Override
    public void close() {
        observer.close();
        latency.close();
        tails.close();
        invalid.close();
    }

    private final class Broadcast implements Observer.Listener {
        @Override
        public void ticked(String tick) {
            open.forEach(s -> s.send(tick));
        }

        @Override
        public void redrawn() {
            open.forEach(s -> s.outlet().resync());
        }
    }

    private final class Facts implements LiveState.StreamFacts {
        @Override
        public JsonObject invalidByCode(String owner) {
            return invalid.byCode(owner);
        }

        @Override
        public JsonObject invalidByStage(String owner) {
            return invalid.byStage(owner);
        }

        @Override
        public long sentTwice(String stream) {
            return pipeline.stream(stream)
                    .map(s -> replayed.sentTwice(s.log().topic()))
                    .orElse(0L);
        }

        @Override
        public Optional<String> stopped(String stream) {
            return stops.apply(stream);
        }

        @Override
        public long drift(String stream) {
            return metrics.drifted(stream);
        }

        @Override
        public JsonArray driftFields(String stream) {
            return drifts.newest(stream);
        }
    }

    private final class Offered implements LiveSocket.Offer {
        @Override
        public String snapshot() {
            return observer.snapshot();
        }

        @Override
        public Optional<LiveSocket.Followable> find(String kind, String name) {
            return switch (kind) {
                case "tail" -> stream(name, tails::follow, tails::leave);
                case "invalid" ->
                    Owner.find(pipeline, name)
                            .map(o -> new Following(f -> invalid.follow(name, f), f -> invalid.leave(name, f)));
                case "view" ->
                    Optional.ofNullable(feeds.get(name)).map(feed -> new Following(feed::follow, feed::leave));
                default -> Optional.empty();
            };
        }

        private Optional<LiveSocket.Followable> stream(String name, Subscription follow, Subscription leave) {
            return pipeline.stream(name).map(s -> new Following(f -> follow.apply(name, f), f -> leave.apply(name, f)));
        }
    }

    private interface Subscription {
        void apply(String stream, Consumer<String> follower);
    }

    private record Following(Consumer<Consumer<String>> follows, Consumer<Consumer<String>> leaves)
            implements LiveSocket.Followable {
        @Override
        public void follow(Consumer<String> follower) {
            follows.accept(follower);
        }

        @Override
        public void leave(Consumer<String> follower) {
            leaves.accept(follower);
        }
    }

    private record ViewMessages(String model) implements ViewFeed.Format {
        @Override
        public String snapshot(String rows) {
            return "{\"type\":\"view\",\"model\":\"" + model + "\",\"rows\":" + rows + "}";
        }

        @Override
        public String change(String upserts, String deletes) {
            return "{\"type\":\"view_change\",\"model\":\"" + model + "\",\"upserts\":" + upserts + ",\"deletes\":"
                    + deletes + "}";
        }
    }
}
