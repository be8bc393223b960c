package dev.runnel.gateway;

import dev.runnel.gateway.collect.Limits;
import dev.runnel.gateway.http.HostGuard;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.Problem;
import dev.runnel.gateway.http.SecurityHeaders;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server itself: one on each event loop, all on the same port, with what holds for every request. */
final class HttpFront {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final int WORKERS = 4;
    private static final int IDLE_SECONDS = 60;
    private static final int CLOSING_SECONDS = 1;
    private static final int WORTH_COMPRESSING = 1 << 10;
    /** Of what a client asks for by WebSocket; records have a bound of their own. */
    private static final int MESSAGE_BYTES = 64 << 10;

    private static final Duration START = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final Consumer<Methods> routes;
    private final int port;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final List<Loop> loops = new CopyOnWriteArrayList<>();

    HttpFront(Vertx vertx, GatewaySettings settings, Consumer<Methods> routes) {
        this.vertx = vertx;
        this.settings = settings;
        this.routes = routes;
        this.port = settings.port() == 0 ? freePort() : settings.port();
    }

    static Vertx vertx(int eventLoops) {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(eventLoops)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }

    /** Several servers share the port, so it has to be known before the first of them listens. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    int port() {
        return port;
    }

    void listen() {
        Future<?> started = Future.succeededFuture();
        for (int i = 0; i < settings.eventLoops(); i++) {
            started = started.compose(before -> vertx.deployVerticle(new Loop()));
        }
        try {
            started.toCompletionStage().toCompletableFuture().get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refused(e);
        } catch (TimeoutException e) {
            throw new GatewayException("the HTTP server did not start within " + START.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayException("interrupted while the HTTP server started", e);
        }
    }

    /** Makes the routes anew; each request goes by those that it found. */
    void route() {
        loops.forEach(Loop::route);
    }

    private GatewayException refused(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String where = settings.host() + ":" + port;
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
            return new GatewayException(
                    "port " + port + " is in use by another program; stop it, or choose another port with --port",
                    cause);
        }
        return new GatewayException(
                "cannot listen on " + where + ": " + cause.getMessage() + "; choose another address or --port", cause);
    }

    /** Each has its own event loop. */
    private final class Loop extends VerticleBase {
        private volatile @Nullable Router router;

        void route() {
            router = router();
        }

        @Override
        public Future<?> start() {
            route();
            loops.add(this);
            HttpServer server = vertx.createHttpServer(options(settings.limits()))
                    .requestHandler(request -> Objects.requireNonNull(router).handle(request));
            server.exceptionHandler(e -> LOG.debug("a connection failed: {}", e.getMessage()));
            return server.listen(port, settings.host()).onSuccess(servers::add);
        }
    }

    private static HttpServerOptions options(Limits limits) {
        return new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                // Clients that offer to go on in HTTP/2 while they send a long body would find the connection closed.
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setCompressionSupported(true)
                .setCompressionContentSizeThreshold(WORTH_COMPRESSING)
                .setMaxWebSocketFrameSize(Math.max(MESSAGE_BYTES, limits.record()))
                .setMaxWebSocketMessageSize(MESSAGE_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setWebSocketClosingTimeout(CLOSING_SECONDS);
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(new SecurityHeaders());
        if (HostGuard.isLoopback(settings.host())) {
            router.route().handler(new HostGuard(port));
        }
        Methods methods = new Methods(router);
        routes.accept(methods);
        methods.refuseOthers();
        router.errorHandler(404, ctx -> new Problem(
                        404,
                        "not-found",
                        "Not found",
                        "there is nothing at " + ctx.request().path() + "; /docs shows what there is")
                .send(ctx));
        router.errorHandler(413, ctx -> new Problem(413, "too-large", "Too large", "the body is too large").send(ctx));
        router.errorHandler(500, HttpFront::broken);
        return router;
    }

    private static void broken(RoutingContext ctx) {
        LOG.error("{} {} failed", ctx.request().method(), ctx.request().path(), ctx.failure());
        Problem.internal().send(ctx);
    }

    /** Stops accepting, waits for the requests at hand, then closes what is left. */
    void close(Duration drain) {
        List<Future<Void>> closing = servers.stream()
                .map(server -> server.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS))
                .toList();
        await(Future.join(closing), drain.plusMillis(100));
    }

    /** Waits so long and no longer; closing goes on whatever comes of it. */
    static void await(Future<?> future, Duration time) {
        try {
            future.toCompletionStage().toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("not closed in time: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
