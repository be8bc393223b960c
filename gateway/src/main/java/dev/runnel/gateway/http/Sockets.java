package dev.runnel.gateway.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Opens WebSockets of one kind: for own pages and programs only, and not more than a bound. Thread safe. */
public final class Sockets {
    private static final String WEBSOCKET = "websocket";

    private final int most;
    private final IntConsumer gauge;
    private final Set<Outlet> open = ConcurrentHashMap.newKeySet();

    /** @param gauge hears how many are open */
    public Sockets(int most, IntConsumer gauge) {
        this.most = most;
        this.gauge = gauge;
    }

    /** Upgrades the request and hands the socket over on its event loop, or answers why not. */
    public void upgrade(RoutingContext ctx, Consumer<Opened> opened) {
        if (!WEBSOCKET.equalsIgnoreCase(ctx.request().getHeader(HttpHeaders.UPGRADE))) {
            ctx.response().putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
            new Problem(426, "websocket-only", "WebSocket only", ctx.request().path() + " is a WebSocket address")
                    .send(ctx);
        } else if (!Origins.SAME.allows(ctx.request())) {
            new Problem(403, "foreign-origin", "Foreign origin", "WebSockets are for pages of this server only")
                    .send(ctx);
        } else if (open.size() >= most) {
            new Problem(503, "too-many", "Too many WebSockets", most + " are open already; close some").send(ctx);
        } else {
            HttpConnection connection = ctx.request().connection();
            ctx.request().toWebSocket().onSuccess(socket -> opened.accept(new Opened(socket, connection)));
        }
    }

    public void add(Outlet outlet) {
        open.add(outlet);
        gauge.accept(open.size());
    }

    public void remove(Outlet outlet) {
        open.remove(outlet);
        gauge.accept(open.size());
    }

    /** Tells every client that the server stops. */
    public void closeAll() {
        open.forEach(Outlet::close);
    }
}
