package dev.runnel.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A path of a user's own that says whether records are taken, in the few words that probes and simple clients look for.
 * Thread safe.
 *
 * @param trouble why they are not
 */
public record Health(Supplier<Optional<String>> trouble) {

    /** Answers 200 with {@code "status":"OK"} and these members too, or 503 with why. */
    public void answer(RoutingContext ctx, JsonObject also) {
        Optional<String> why = trouble.get();
        JsonObject json = new JsonObject().put("status", why.isEmpty() ? "OK" : "UNAVAILABLE");
        why.ifPresentOrElse(
                w -> json.put("detail", w),
                () -> also.forEach(e -> {
                    if (!e.getKey().equals("status")) {
                        json.put(e.getKey(), e.getValue());
                    }
                }));
        ctx.response()
                .setStatusCode(why.isEmpty() ? 200 : 503)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(json.toBuffer());
    }
}
