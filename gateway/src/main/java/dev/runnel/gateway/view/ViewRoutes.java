package dev.runnel.gateway.view;

import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.ViewOptions;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.http.Health;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.Opened;
import dev.runnel.gateway.http.Outlet;
import dev.runnel.gateway.http.Sockets;
import dev.runnel.gateway.metrics.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Serves views: rows by REST, a snapshot and then changes by WebSocket. Thread safe. */
public final class ViewRoutes {
    private static final String KIND = "view";
    private static final int MOST_SOCKETS = 500;
    private static final long COALESCE_MS = 5;

    private final Health health;
    private final Metrics metrics;
    private final Sockets sockets;
    private final List<Served> served = new ArrayList<>();
    private final String start = Long.toHexString(System.currentTimeMillis());

    private record Served(Model model, View view, ViewFeed feed) {}

    /** Make it before {@link Views#read}. */
    public ViewRoutes(Pipeline pipeline, Views views, Health health, Metrics metrics) {
        this.health = health;
        this.metrics = metrics;
        this.sockets = new Sockets(MOST_SOCKETS, open -> metrics.sockets(KIND, open));
        for (Model model : pipeline.models()) {
            views.of(model.name())
                    .ifPresent(view -> served.add(new Served(model, view, view.feed(COALESCE_MS, new PlainFormat()))));
        }
    }

    /** Where a model's rows can be read by REST, what everybody has last. */
    public static List<String> restPaths(Model model) {
        return with(paths(model, ViewOptions.PATH), "/v1/views/" + model.name());
    }

    /** Where a model's changes can be followed, what everybody has last. */
    public static List<String> socketPaths(Model model) {
        return with(paths(model, ViewOptions.WEBSOCKET), "/v1/views/" + model.name() + "/ws");
    }

    /** Where a model's row is given with whether records are taken. */
    public static List<String> healthPaths(Model model) {
        return paths(model, ViewOptions.HEALTH);
    }

    private static List<String> paths(Model model, Option<String> option) {
        return model.destinations("view").stream()
                .flatMap(d -> d.settings().find(option).stream())
                .toList();
    }

    private static List<String> with(List<String> paths, String always) {
        List<String> all = new ArrayList<>(paths);
        all.add(always);
        return all;
    }

    public void mount(Vertx vertx, Methods methods) {
        for (Served each : served) {
            restPaths(each.model()).forEach(path -> methods.get(path).handler(ctx -> rows(ctx, each)));
            healthPaths(each.model()).forEach(path -> methods.get(path)
                    .handler(ctx -> health.answer(
                            ctx,
                            new JsonObject(
                                    each.model().oneRow() ? row(each.view().rows()) : "{}"))));
            socketPaths(each.model()).forEach(path -> methods.get(path)
                    .handler(ctx -> sockets.upgrade(ctx, socket -> opened(vertx, socket, each.feed()))));
        }
    }

    private void rows(RoutingContext ctx, Served served) {
        View.Rows rows = served.view().rows();
        String etag = "\"" + start + "-" + rows.version() + "\"";
        ctx.response().putHeader(HttpHeaders.ETAG, etag).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (etag.equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            ctx.response().setStatusCode(304).end();
        } else {
            ctx.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(served.model().oneRow() ? row(rows) : rows.json());
        }
    }

    /** The row of a result of one; an object without members before it has come. */
    private static String row(View.Rows rows) {
        String json = rows.json();
        return json.length() == "[]".length() ? "{}" : json.substring(1, json.length() - 1);
    }

    private void opened(Vertx vertx, Opened socket, ViewFeed feed) {
        Follower follower = new Follower(feed);
        Outlet outlet = new Outlet(vertx, socket, follower);
        follower.outlet = outlet;
        sockets.add(outlet);
        feed.follow(follower);
    }

    public void closeSockets() {
        sockets.closeAll();
    }

    private final class Follower implements Consumer<String>, Outlet.Listener {
        private final ViewFeed feed;
        private @Nullable Outlet outlet;

        Follower(ViewFeed feed) {
            this.feed = feed;
        }

        @Override
        public void accept(String message) {
            if (outlet != null) {
                outlet.send(message);
            }
        }

        @Override
        public void resync() {
            feed.follow(this);
        }

        @Override
        public void dropped() {
            metrics.dropped(KIND);
        }

        @Override
        public void closed() {
            feed.leave(this);
            if (outlet != null) {
                sockets.remove(outlet);
            }
        }
    }

    private record PlainFormat() implements ViewFeed.Format {
        @Override
        public String snapshot(String rows) {
            return "{\"type\":\"snapshot\",\"rows\":" + rows + "}";
        }

        @Override
        public String change(String upserts, String deletes) {
            return "{\"type\":\"change\",\"upserts\":" + upserts + ",\"deletes\":" + deletes + "}";
        }
    }
}
