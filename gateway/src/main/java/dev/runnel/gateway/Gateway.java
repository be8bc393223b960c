package dev.runnel.gateway;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.http.HostGuard;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.live.Live;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.LogWriter;
import dev.runnel.gateway.metrics.Metrics;
import dev.runnel.gateway.query.QueryRoute;
import dev.runnel.gateway.registry.Registry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;

/**
 * A pipeline's HTTP server: takes records, serves views, queries and the dashboard. It starts before Kafka is there and
 * says so at {@code /readyz}. Thread safe.
 */
public final class Gateway implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofMillis(1_200);

    private final GatewaySettings settings;
    private final KafkaClients clients;
    private final Vertx vertx;
    private final Admin admin;
    private final Metrics metrics = new Metrics();
    private final LogWriter log;
    private final Registry registry;
    private final QueryRoute query;
    private final Operation operation;
    private final HttpFront front;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Face face;

    private Gateway(GatewaySettings settings) {
        Pipeline pipeline = settings.pipeline();
        this.settings = settings;
        this.clients = new KafkaClients(settings.environment());
        this.vertx = HttpFront.vertx(settings.eventLoops());
        this.admin = clients.admin();
        this.log = new LogWriter(clients, Live.topics(pipeline));
        this.registry = new Registry(pipeline, settings.environment(), clients, admin);
        this.operation = new Operation(log, this::trouble, this::degraded, metrics);
        this.query = new QueryRoute(settings.queries());
        this.face = face(pipeline);
        this.front = new HttpFront(vertx, settings, this::mount);
    }

    private Face face(Pipeline pipeline) {
        return new Face(pipeline, settings, new Face.Shared(vertx, clients, admin, metrics, log, registry.schemas()));
    }

    private Optional<String> trouble() {
        return face.trouble();
    }

    private JsonArray degraded() {
        return face.degraded();
    }

    private void mount(Methods methods) {
        operation.mount(methods);
        query.mount(vertx, methods);
        registry.mount(vertx, methods);
        face.mount(methods);
    }

    /**
     * Starts a gateway and returns when it takes requests.
     *
     * @throws GatewayException when the port is taken, or the address is refused
     */
    public static Gateway start(GatewaySettings settings) {
        if (!settings.insecure() && !HostGuard.isLoopback(settings.host())) {
            throw new GatewayException("listening on " + settings.host() + " would let everybody on the network send, "
                    + "read and query; listen on 127.0.0.1, or say --insecure to do it all the same");
        }
        Gateway gateway = new Gateway(settings);
        try {
            gateway.front.listen();
            return gateway;
        } catch (GatewayException e) {
            gateway.close();
            throw e;
        }
    }

    /**
     * Makes ready to serve another version of the pipeline, whose topics must be there, and changes nothing yet.
     *
     * @return serves it from then on: requests at hand are answered by the version before, and who follows by WebSocket is
     *     told to come again
     * @throws GatewayException when the schema registry refuses a stream's schema, or does not answer
     */
    public Next prepare(Pipeline pipeline) {
        log.write(Live.topics(pipeline));
        face.keep();
        Face next = face(pipeline);
        Optional<String> refused = next.awaitSchemas();
        if (refused.isPresent()) {
            next.close();
            throw new GatewayException(refused.get());
        }
        return new Next(next);
    }

    /** A version that is ready to be served; to be closed when it is not. */
    public final class Next implements AutoCloseable {
        private final Face next;
        private boolean served;

        private Next(Face next) {
            this.next = next;
        }

        /** Serves it from now on. */
        public void serve() {
            served = true;
            Face before = face;
            next.awaitViewsOf(before);
            face = next;
            front.route();
            before.closeSockets();
            before.close();
        }

        /** Forgets it, unless it is served. */
        @Override
        public void close() {
            if (!served) {
                next.close();
            }
        }
    }

    /** The port it listens on. */
    public int port() {
        return front.port();
    }

    /** Takes no more requests, finishes those it has, and stops; within two seconds. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        operation.stop();
        face.closeSockets();
        front.close(DRAIN);
        face.close();
        registry.close();
        log.close();
        admin.close(Duration.ZERO);
        HttpFront.await(vertx.close(), Duration.ofMillis(300));
    }
}
