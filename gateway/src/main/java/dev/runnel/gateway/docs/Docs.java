package dev.runnel.gateway.docs;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.http.Methods;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code /openapi.json}, and {@code /docs} that shows it with Swagger UI. Immutable. */
public final class Docs {
    private final Buffer openApi;

    public Docs(Pipeline pipeline) {
        this.openApi = Buffer.buffer(OpenApi.of(pipeline).encodePrettily());
    }

    public void mount(Methods methods) {
        serve(methods, "/openapi.json", "application/json", openApi);
        serve(methods, "/docs", "text/html; charset=utf-8", resource("index.html"));
        serve(methods, "/docs/init.js", "text/javascript; charset=utf-8", resource("init.js"));
        serve(methods, "/docs/page.css", "text/css; charset=utf-8", resource("page.css"));
    }

    private static void serve(Methods methods, String path, String type, Buffer body) {
        methods.get(path).handler(ctx -> ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(body));
    }

    private static Buffer resource(String name) {
        try (InputStream in = Objects.requireNonNull(Docs.class.getResourceAsStream("/docs/" + name))) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /docs/" + name, e);
        }
    }
}
