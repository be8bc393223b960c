package dev.runnel.testkit.api;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server of a WebSocket on loopback that sends what a test says to all who are connected, and remembers what it was sent.
 * Thread safe.
 */
public final class FeedServer implements AutoCloseable {
    private static final int LARGEST = 64 << 20;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setUseDaemonThread(true));
    private final Set<ServerWebSocket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> handshakes = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int refusal;
    private volatile boolean deaf;

    private FeedServer(int port) {
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxWebSocketFrameSize(1 << 16)
                        .setMaxWebSocketMessageSize(LARGEST))
                .webSocketHandshakeHandler(this::shakeHands)
                .webSocketHandler(this::open);
        await(server.listen(port, "127.0.0.1"));
    }

    /** Starts one at any free port. */
    public static FeedServer start() {
        return new FeedServer(0);
    }

    /** Starts one at a port that another has left. */
    public static FeedServer start(int port) {
        return new FeedServer(port);
    }

    private static void await(io.vertx.core.Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the server of a WebSocket did not start or stop", e);
        }
    }

    private void shakeHands(ServerWebSocketHandshake handshake) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        handshake.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        headers.put(":uri", handshake.uri());
        handshakes.add(headers);
        if (refusal > 0) {
            handshake.reject(refusal);
        } else {
            handshake.accept();
        }
    }

    private void open(ServerWebSocket socket) {
        if (deaf) {
            socket.pause();
        }
        socket.textMessageHandler(received::add);
        socket.closeHandler(closed -> sockets.remove(socket));
        sockets.add(socket);
    }

    public URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + port() + path);
    }

    public int port() {
        return server.actualPort();
    }

    /** How many are connected. */
    public int connected() {
        return sockets.size();
    }

    /** Sends a message to each, in one frame or several. */
    public void send(String text) {
        sockets.forEach(socket -> socket.writeTextMessage(text));
    }

    /** Closes all connections in order. */
    public void drop() {
        sockets.forEach(socket -> socket.close((short) 1012, "restarting"));
    }

    /** Refuses to open any, with a status; 0 for no more. */
    public void refuse(int status) {
        refusal = status;
    }

    /** From the next connection on it reads nothing, so that no ping is answered. */
    public void deaf(boolean isDeaf) {
        deaf = isDeaf;
    }

    /** What was sent to it. */
    public List<String> received() {
        return List.copyOf(received);
    }

    /** The headers of each request for a WebSocket, by name in lower case, and {@code :uri}. */
    public List<Map<String, String>> handshakes() {
        return List.copyOf(handshakes);
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
