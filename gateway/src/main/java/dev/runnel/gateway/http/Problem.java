package dev.runnel.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An error answer as {@code application/problem+json} (RFC 9457). Immutable.
 *
 * @param status the HTTP status
 * @param code stable, the last part of {@code type}
 * @param title the kind of problem in a few words, the same for each of its kind
 * @param detail what was wrong this time and what to do about it
 * @param members further members of the JSON object
 */
public record Problem(int status, String code, String title, String detail, Map<String, Object> members) {
    public static final String CONTENT_TYPE = "application/problem+json";
    private static final int UNAVAILABLE = 503;
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final String TYPE_PREFIX = "https://runnel.dev/problems/";

    public Problem {
        members = Map.copyOf(members);
    }

    public Problem(int status, String code, String title, String detail) {
        this(status, code, title, detail, Map.of());
    }

    /** The same problem with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, code, title, detail, more);
    }

    /** A fault of the program, which the log tells. */
    public static Problem internal() {
        return new Problem(500, "internal", "Internal error", "the request failed in the server; its log tells why");
    }

    /** After how many seconds to try again; empty where that does not help. */
    public Optional<Integer> retryAfter() {
        return status == UNAVAILABLE ? Optional.of(RETRY_AFTER_SECONDS) : Optional.empty();
    }

    /** The body. */
    public JsonObject json() {
        JsonObject json = new JsonObject()
                .put("type", TYPE_PREFIX + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        members.forEach(json::put);
        return json;
    }

    /** Answers with it, unless an answer has begun or the client is gone. A 503 says when to try again. */
    public void send(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        retryAfter().ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .end(json().toBuffer());
    }
}
