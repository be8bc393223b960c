package dev.runnel.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Adds routes and remembers the methods of each path, so that any other method is answered by 405 with its choices. */
public final class Methods {
    private final Router router;
    private final Map<String, Set<String>> byPath = new LinkedHashMap<>();

    public Methods(Router router) {
        this.router = router;
    }

    /** A route for one method; HEAD goes with GET. */
    public Route add(HttpMethod method, String path) {
        Set<String> known = byPath.computeIfAbsent(path, p -> new TreeSet<>());
        known.add(method.name());
        Route route = router.route(path).method(method);
        if (method.equals(HttpMethod.GET)) {
            known.add(HttpMethod.HEAD.name());
            route.method(HttpMethod.HEAD);
        }
        return route;
    }

    public Route get(String path) {
        return add(HttpMethod.GET, path);
    }

    public Route post(String path) {
        return add(HttpMethod.POST, path);
    }

    /** Call once, after the last route. */
    public void refuseOthers() {
        byPath.forEach((path, methods) -> {
            String allowed = methods.stream().collect(Collectors.joining(", "));
            router.route(path).handler(ctx -> {
                ctx.response().putHeader(HttpHeaders.ALLOW, allowed);
                new Problem(
                                405,
                                "method-not-allowed",
                                "Method not allowed",
                                ctx.request().path() + " takes " + allowed + ", not "
                                        + ctx.request().method())
                        .send(ctx);
            });
        });
    }
}
