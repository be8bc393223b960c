package dev.runnel.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/**
 * Sends to one WebSocket and never waits for it. While its client reads too slowly messages are left out; when it has
 * caught up {@link Listener#resync} is called, and when it does not catch up in time it is closed. Its methods
 * may be called from any thread, and what one thread sends arrives in that order.
 */
public final class Outlet implements OpenSocket {
    /** Close status for a client that is too slow or one too many (RFC 6455 registry: try again later). */
    public static final short TRY_AGAIN_LATER = 1013;

    /** Close status of a server that stops. */
    static final short GOING_AWAY = 1001;

    private static final int QUEUE_BYTES = 256 << 10;
    private static final long CHECK_MS = 500;
    private static final long SLOW_NANOS = 5_000_000_000L;
    private static final long PING_NANOS = 20_000_000_000L;

    private final Opened opened;
    private final ServerWebSocket socket;
    private final Vertx vertx;
    private final Context context;
    private final Listener listener;
    private final long timer;
    private boolean missed;
    private boolean slow;
    private long slowSince;
    private long pingedAt = System.nanoTime();

    /** What becomes of it; called on the socket's event loop. */
    public interface Listener {
        /** The client missed messages and reads again: send it everything anew. */
        void resync();

        /** It is closed because its client was too slow; {@link #closed} follows. */
        void dropped();

        /** Called once, however it ended. */
        void closed();
    }

    /** Call on the socket's event loop. */
    public Outlet(Vertx vertx, Opened opened, Listener listener) {
        this.vertx = vertx;
        this.opened = opened;
        this.socket = opened.socket();
        this.context = vertx.getOrCreateContext();
        this.listener = listener;
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        socket.drainHandler(drained -> caughtUp());
        socket.exceptionHandler(gone -> {});
        socket.closeHandler(closed -> ended());
        this.timer = vertx.setPeriodic(CHECK_MS, tick -> check());
    }

    /** Sends a text message, or leaves it out when the client does not keep up. */
    public void send(String message) {
        context.runOnContext(now -> {
            if (socket.isClosed()) {
                return;
            }
            if (slow || socket.writeQueueFull()) {
                missed = true;
                beSlow();
            } else {
                socket.writeTextMessage(message);
            }
        });
    }

    /** Has {@link Listener#resync} called, as if the client had missed something. */
    public void resync() {
        context.runOnContext(now -> listener.resync());
    }

    private void beSlow() {
        if (!slow) {
            slow = true;
            slowSince = System.nanoTime();
        }
    }

    private void caughtUp() {
        slow = false;
        if (missed) {
            missed = false;
            listener.resync();
        }
    }

    private void check() {
        long now = System.nanoTime();
        if (socket.writeQueueFull()) {
            beSlow();
        } else if (slow) {
            caughtUp();
        }
        if (slow && now - slowSince > SLOW_NANOS) {
            listener.dropped();
            close(TRY_AGAIN_LATER, "too slow");
            opened.sever();
        } else if (!slow && now - pingedAt > PING_NANOS) {
            pingedAt = now;
            socket.writePing(Buffer.buffer());
        }
    }

    private void ended() {
        vertx.cancelTimer(timer);
        listener.closed();
    }

    @Override
    public void close() {
        context.runOnContext(now -> close(GOING_AWAY, "the server stops"));
    }

    private void close(short status, String reason) {
        vertx.cancelTimer(timer);
        if (!socket.isClosed()) {
            socket.close(status, reason);
        }
    }
}
