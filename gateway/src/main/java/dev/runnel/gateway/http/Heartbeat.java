package dev.runnel.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/**
 * Pings a WebSocket every twenty seconds, and ends it when its client does not read for five, or gives no sign of life for
 * a minute. Runs on the socket's event loop.
 */
public final class Heartbeat {
    private static final long CHECK_MS = 500;
    private static final long SLOW_NANOS = 5_000_000_000L;
    private static final long PING_NANOS = 20_000_000_000L;
    private static final long SILENT_NANOS = 60_000_000_000L;

    private final Vertx vertx;
    private final Opened opened;
    private final ServerWebSocket socket;
    private final Client client;
    private final long timer;
    private long readAt = System.nanoTime();
    private long heardAt = readAt;
    private long pingedAt = readAt;

    /** What its owner knows of the client. */
    public interface Client {
        /** Whether what it sends is read now, so that a sign of life would be seen. */
        boolean isListenedTo();

        /** It is closed because it did not read. */
        void dropped();
    }

    /** Begins; call on the socket's event loop. */
    public Heartbeat(Vertx vertx, Opened opened, Client client) {
        this.vertx = vertx;
        this.opened = opened;
        this.socket = opened.socket();
        this.client = client;
        socket.pongHandler(pong -> heard());
        this.timer = vertx.setPeriodic(CHECK_MS, tick -> check());
    }

    /** The client gave a sign of life. */
    public void heard() {
        heardAt = System.nanoTime();
    }

    /** Ends with the socket. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void check() {
        long now = System.nanoTime();
        boolean full = socket.writeQueueFull();
        if (!full) {
            readAt = now;
        }
        if (!client.isListenedTo()) {
            heardAt = now;
        }
        if (now - readAt > SLOW_NANOS) {
            client.dropped();
            end(Outlet.TRY_AGAIN_LATER, "too slow: the answers are not read");
        } else if (now - heardAt > SILENT_NANOS) {
            end(Outlet.GOING_AWAY, "no sign of life for a minute");
        } else if (!full && now - pingedAt > PING_NANOS) {
            pingedAt = now;
            socket.writePing(Buffer.buffer());
        }
    }

    private void end(short status, String reason) {
        stop();
        socket.close(status, reason);
        opened.sever();
    }
}
