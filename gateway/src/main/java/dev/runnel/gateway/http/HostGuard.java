package dev.runnel.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that reached a loopback server under another name: a web page whose own host name was pointed at
 * 127.0.0.1 (DNS rebinding) would otherwise count as same-origin and read everything. Thread safe.
 */
public final class HostGuard implements Handler<RoutingContext> {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final int HTTP_PORT = 80;

    private final int port;

    /** Lets pass only loopback names with this port. */
    public HostGuard(int port) {
        this.port = port;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HostAndPort authority = ctx.request().authority();
        if (authority != null && isOurs(authority)) {
            ctx.next();
            return;
        }
        new Problem(
                        421,
                        "wrong-host",
                        "Wrong host",
                        "this server answers for localhost:" + port + " only; the request was made for '"
                                + ctx.request().getHeader("Host") + "'")
                .send(ctx);
    }

    private boolean isOurs(HostAndPort authority) {
        int asked = authority.port() < 0 ? HTTP_PORT : authority.port();
        return asked == port && LOOPBACK.contains(authority.host().toLowerCase(Locale.ROOT));
    }

    /** Whether an address to listen on is reachable from this machine only. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || host.startsWith("127.");
    }
}
