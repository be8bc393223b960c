package dev.runnel.gateway.collect;

import dev.runnel.core.codec.BodyReader;
import dev.runnel.gateway.http.Heartbeat;
import dev.runnel.gateway.http.OpenSocket;
import dev.runnel.gateway.http.Opened;
import dev.runnel.gateway.http.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that sends records by WebSocket. Each message is taken as a posted body is, and answered in its order. While
 * too many wait for their answers, because Kafka is slow or the client does not read, nothing more is read. Runs on its
 * socket's event loop, except {@link #close}.
 */
final class RecordSocket implements OpenSocket, Heartbeat.Client {
    private static final Logger LOG = LoggerFactory.getLogger(RecordSocket.class);
    /** Messages up to this size are read on the event loop: well under a millisecond. */
    private static final int SMALL = 128 << 10;

    private static final int MOST_WAITING = 1_000;
    private static final long MOST_BYTES = 1 << 20;
    private static final int ANSWER_BYTES = 256 << 10;
    private static final short GOING_AWAY = 1001;

    private final Opened opened;
    private final ServerWebSocket socket;
    private final Intake intake;
    private final Owner owner;
    private final Context context;
    private final Heartbeat heartbeat;
    private final Deque<SocketMessage> waiting = new ArrayDeque<>();
    private @Nullable SocketMessage arriving;
    private long sequence;
    private long waitingBytes;
    private boolean reading;
    private boolean paused;
    private boolean closing;

    /** Who counts the sockets. */
    interface Owner {
        void dropped();

        void closed(RecordSocket socket);
    }

    /** Begins to read; call on the socket's event loop. */
    RecordSocket(Vertx vertx, Opened opened, Intake intake, Owner owner) {
        this.opened = opened;
        this.socket = opened.socket();
        this.intake = intake;
        this.owner = owner;
        this.context = vertx.getOrCreateContext();
        this.heartbeat = new Heartbeat(vertx, opened, this);
        socket.setWriteQueueMaxSize(ANSWER_BYTES);
        socket.drainHandler(drained -> answer());
        socket.exceptionHandler(gone -> LOG.debug("a connection failed: {}", gone.getMessage()));
        socket.closeHandler(closed -> ended());
        socket.shutdownHandler(stopping -> close());
        socket.frameHandler(this::frame);
    }

    private void frame(WebSocketFrame frame) {
        heartbeat.heard();
        if (closing || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
            return;
        }
        Buffer data = frame.binaryData();
        SocketMessage message = arriving;
        if (message == null) {
            message = new SocketMessage(++sequence, intake.inFlight(), intake.limits(), data.length());
            arriving = message;
        }
        message.append(data);
        if (frame.isFinal()) {
            arriving = null;
            arrived(message);
        }
    }

    private void arrived(SocketMessage message) {
        waiting.add(message);
        waitingBytes += message.size();
        intake.series().bytes().inc(message.size());
        Optional<Problem> refused = message.refused().or(intake::closed);
        if (refused.isPresent()) {
            message.refused(refused.get());
            answer();
        } else if (message.body().length() > SMALL) {
            reading = true; // what comes behind it waits, so that the log has them in their order
            context.executeBlocking(
                            () -> {
                                take(message);
                                return true;
                            },
                            false)
                    .onComplete(read -> {
                        reading = false;
                        flow();
                    });
            flow();
        } else {
            take(message);
            flow();
        }
    }

    /** On the event loop or a worker. */
    private void take(SocketMessage message) {
        BodyBytes body = message.body();
        try {
            intake.take(body.array(), body.length(), BodyReader.Framing.JSON, message.arrival(), new Answer(message));
        } catch (RuntimeException bug) {
            LOG.error("a message by WebSocket failed", bug);
            context.runOnContext(now -> refuse(message, Problem.internal()));
        }
    }

    /** What the client hears of a message, from any thread. */
    private final class Answer implements Intake.Reply {
        private final SocketMessage message;

        Answer(SocketMessage message) {
            this.message = message;
        }

        @Override
        public void taken(Batch batch, long elapsedNanos) {
            context.runOnContext(now -> {
                message.taken(batch, elapsedNanos);
                answer();
            });
        }

        @Override
        public void refused(Problem problem) {
            context.runOnContext(now -> refuse(message, problem));
        }
    }

    private void refuse(SocketMessage message, Problem problem) {
        message.refused(problem);
        answer();
    }

    /** Sends the answers that are known, up to the first that is not. */
    private void answer() {
        if (socket.isClosed()) {
            waiting.clear(); // nobody is there to hear
            return;
        }
        while (!waiting.isEmpty() && !socket.writeQueueFull()) {
            String answer = waiting.element().answer();
            if (answer == null) {
                break;
            }
            waitingBytes -= waiting.remove().size();
            socket.writeTextMessage(answer);
        }
        if (closing && waiting.isEmpty()) {
            socket.close(GOING_AWAY, "the server stops");
        }
        flow();
    }

    /** Reads on, or does not. */
    private void flow() {
        boolean full = reading || waiting.size() >= MOST_WAITING || waitingBytes >= MOST_BYTES;
        boolean free = !reading && waiting.size() <= MOST_WAITING / 2 && waitingBytes <= MOST_BYTES / 2;
        if (full && !paused) {
            paused = true;
            socket.pause();
        } else if (free && paused) {
            paused = false;
            socket.resume();
        }
    }

    @Override
    public boolean isListenedTo() {
        return !paused;
    }

    @Override
    public void dropped() {
        owner.dropped();
    }

    private void ended() {
        heartbeat.stop();
        closing = true;
        forget();
        owner.closed(this);
    }

    /** What came of a message that did not come whole. */
    private void forget() {
        if (arriving != null) {
            arriving.release();
            arriving = null;
        }
    }

    /** Takes no more messages, answers those it has, and closes. */
    @Override
    public void close() {
        context.runOnContext(now -> {
            if (!closing) {
                closing = true;
                forget();
                answer();
            }
        });
    }
}
