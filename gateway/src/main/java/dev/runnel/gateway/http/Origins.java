package dev.runnel.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which pages may call an address. A request without an {@code Origin} comes from no browser page of another site and
 * passes. Immutable.
 */
public final class Origins {
    /** Only pages that this server served. */
    public static final Origins SAME = new Origins(Set.of());

    private static final String ANY = "*";
    private final Set<String> allowed;

    /** Same-origin pages and these origins; {@code *} for all. */
    public Origins(Collection<String> allowed) {
        this.allowed = Set.copyOf(new HashSet<>(allowed));
    }

    public boolean allows(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || allowed.contains(ANY) || allowed.contains(origin) || isOwn(origin, request);
    }

    /** What {@code Access-Control-Allow-Origin} says to this request; empty where nothing is to be said. */
    public Optional<String> allowOrigin(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || isOwn(origin, request)) {
            return Optional.empty();
        }
        if (allowed.contains(ANY)) {
            return Optional.of(ANY);
        }
        return allowed.contains(origin) ? Optional.of(origin) : Optional.empty();
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority != null && origin.equalsIgnoreCase(request.scheme() + "://" + authority);
    }
}
