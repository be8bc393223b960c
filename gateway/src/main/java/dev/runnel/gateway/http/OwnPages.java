package dev.runnel.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * Lets pass programs and the server's own pages. A page of another site is refused by its origin, and can send no JSON
 * here without a preflight, which is never granted. Thread safe.
 */
public final class OwnPages implements Handler<RoutingContext> {
    private static final String JSON = "application/json";

    private final String what;
    private final String body;

    /**
     * A guard for one address.
     *
     * @param what for the message, {@code queries are}
     * @param body what a POST sends, for the message
     */
    public OwnPages(String what, String body) {
        this.what = what;
        this.body = body;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        boolean json = type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
        if (!Origins.SAME.allows(ctx.request())) {
            new Problem(403, "foreign-origin", "Foreign origin", what + " for pages of this server only").send(ctx);
        } else if (ctx.request().method().equals(HttpMethod.POST) && !json) {
            new Problem(415, "json-only", "JSON only", "send " + body + " with content type " + JSON).send(ctx);
        } else {
            ctx.next();
        }
    }
}
