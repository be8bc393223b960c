package dev.runnel.gateway.web;

import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Serves the dashboard, its libraries, and the pipeline's site. Thread safe. */
public final class Pages {
    /** The folder of the class path that holds the dashboard. */
    public static final String DASHBOARD = "dashboard";

    private static final String NO_FILE = "..";
    private static final List<String> ROUTED_BY_THE_PAGE =
            List.of("/", "/streams", "/streams/*", "/models", "/models/*", "/query", "/api");

    private final Assets assets;
    private final Libraries libraries = new Libraries();
    private final Optional<Site> site;

    /** @param folder of the class path, usually {@link #DASHBOARD} */
    public Pages(String folder, Optional<Path> site) {
        this.assets = new Assets(folder);
        this.site = site.map(Site::new);
    }

    public void mount(Vertx vertx, Methods methods) {
        ROUTED_BY_THE_PAGE.forEach(path -> methods.get(path).handler(this::page));
        methods.get("/assets/*").handler(this::asset);
        methods.get("/lib/*").handler(ctx -> library(vertx, ctx));
        methods.get("/favicon.ico").handler(ctx -> assets.find("icon.svg")
                .ifPresentOrElse(f -> f.send(ctx, StaticFile.ASK_EACH_TIME), () -> missing(ctx)));
        site.ifPresent(files -> {
            methods.get("/site/*").handler(ctx -> site(vertx, ctx, files));
        });
    }

    private void page(RoutingContext ctx) {
        assets.page().ifPresentOrElse(page -> page.send(ctx, StaticFile.ASK_EACH_TIME), () -> new Problem(
                        404,
                        "no-dashboard",
                        "No dashboard",
                        "this build has no dashboard; /docs shows what can be asked")
                .send(ctx));
    }

    private void asset(RoutingContext ctx) {
        String path = below(ctx, "/assets/");
        String prefix = assets.digest() + "/";
        Optional<StaticFile> file =
                path.startsWith(prefix) ? assets.find(path.substring(prefix.length())) : Optional.empty();
        file.ifPresentOrElse(f -> f.send(ctx, StaticFile.FOR_A_YEAR), () -> missing(ctx));
    }

    private void library(Vertx vertx, RoutingContext ctx) {
        String path = below(ctx, "/lib/");
        vertx.executeBlocking(() -> libraries.find(path), false)
                .onSuccess(file -> file.ifPresentOrElse(f -> f.send(ctx, StaticFile.FOR_A_YEAR), () -> missing(ctx)))
                .onFailure(ctx::fail);
    }

    private static void site(Vertx vertx, RoutingContext ctx, Site files) {
        if (ctx.request().path().equals("/site")) { // the route takes it too, and links of the page would not work
            ctx.response()
                    .setStatusCode(308)
                    .putHeader(HttpHeaders.LOCATION, "/site/")
                    .end();
            return;
        }
        String path = below(ctx, "/site/");
        vertx.executeBlocking(() -> files.find(path), false)
                .onSuccess(found -> found.ifPresentOrElse(file -> send(ctx, file), () -> missing(ctx)))
                .onFailure(ctx::fail);
    }

    private static void send(RoutingContext ctx, Path file) {
        HttpServerResponse response = ctx.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, StaticFile.ASK_EACH_TIME)
                .putHeader(HttpHeaders.CONTENT_TYPE, StaticFile.typeOf(file.toString()))
                .sendFile(file.toString())
                .onFailure(ctx::fail);
    }

    /** The decoded path after a prefix; one that cannot be decoded names no file. */
    private static String below(RoutingContext ctx, String prefix) {
        try {
            String path = new URI(ctx.normalizedPath()).getPath();
            return path.startsWith(prefix) ? path.substring(prefix.length()) : NO_FILE;
        } catch (URISyntaxException e) {
            return NO_FILE;
        }
    }

    private static void missing(RoutingContext ctx) {
        new Problem(
                        404,
                        "not-found",
                        "Not found",
                        "there is nothing at " + ctx.request().path())
                .send(ctx);
    }
}
