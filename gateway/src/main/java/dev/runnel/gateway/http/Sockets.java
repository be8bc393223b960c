package dev.runnel.gateway.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Opens WebSockets of one kind: for the pages that may and for programs, and not more than a bound. Thread safe. */
public final class Sockets {
    private static final String WEBSOCKET = "websocket";

    private final int most;
    private final IntConsumer gauge;
    private final Set<OpenSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param gauge hears how many are open */
    public Sockets(int most, IntConsumer gauge) {
        this.most = most;
        this.gauge = gauge;
    }

    /** Upgrades the request and hands the socket over on its event loop, or answers why not. */
    public void upgrade(RoutingContext ctx, Origins origins, Consumer<Opened> opened) {
        if (!WEBSOCKET.equalsIgnoreCase(ctx.request().getHeader(HttpHeaders.UPGRADE))) {
            ctx.response().putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
            new Problem(426, "websocket-only", "WebSocket only", ctx.request().path() + " is a WebSocket address")
                    .send(ctx);
        } else if (!origins.allows(ctx.request())) {
            new Problem(
                            403,
                            "foreign-origin",
                            "Foreign origin",
                            "pages of " + ctx.request().getHeader(HttpHeaders.ORIGIN) + " may not open WebSockets here")
                    .send(ctx);
        } else if (open.size() >= most) {
            new Problem(503, "too-many", "Too many WebSockets", most + " are open already; close some").send(ctx);
        } else {
            HttpConnection connection = ctx.request().connection();
            ctx.request().toWebSocket().onSuccess(socket -> opened.accept(new Opened(socket, connection)));
        }
    }

    /** The same for pages of this server only. */
    public void upgrade(RoutingContext ctx, Consumer<Opened> opened) {
        upgrade(ctx, Origins.SAME, opened);
    }

    public void add(OpenSocket socket) {
        open.add(socket);
        gauge.accept(open.size());
        if (closed) {
            socket.close();
        }
    }

    public void remove(OpenSocket socket) {
        open.remove(socket);
        gauge.accept(open.size());
    }

    /** Tells every client that the server stops, those too that come after this. */
    public void closeAll() {
        closed = true;
        open.forEach(OpenSocket::close);
    }
}
