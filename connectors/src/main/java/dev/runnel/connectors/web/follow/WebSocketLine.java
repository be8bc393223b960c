package dev.runnel.connectors.web.follow;

import dev.runnel.connectors.web.request.Part;
import dev.runnel.connectors.web.request.Refusals;
import dev.runnel.connectors.web.request.RequestFailure;
import dev.runnel.connectors.web.request.SignIn;
import dev.runnel.connectors.web.request.WebClient;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A WebSocket: its text and binary messages, one at a time as long as there is room for more. */
final class WebSocketLine implements Line {
    private static final Duration CONNECT = Duration.ofSeconds(15);

    private final FollowSettings settings;
    private final Inbox inbox;
    private final Listener listener;
    private final SignIn signIn;
    private final Refusals refusals;
    private final ScheduledExecutorService watch;
    private final HttpClient http = WebClient.newClient(CONNECT);
    private final AtomicReference<@Nullable Life> life = new AtomicReference<>();

    WebSocketLine(FollowSettings settings, Inbox inbox, Listener listener, Around around) {
        this.settings = settings;
        this.inbox = inbox;
        this.listener = listener;
        this.signIn = around.signIn();
        this.refusals = around.refusals();
        this.watch = around.watch();
    }

    @Override
    public CompletableFuture<String> open(@Nullable String lastId) {
        Life begun = new Life();
        life.set(begun);
        signIn.headers().thenCompose(headers -> connect(headers, begun)).whenComplete((socket, failure) -> {
            if (failure != null) {
                begun.failed(WebClient.cause(failure));
            }
        });
        return begun.end;
    }

    private CompletableFuture<WebSocket> connect(List<Part> headers, Life begun) {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(CONNECT);
        settings.headers().forEach(h -> builder.header(h.name(), h.value()));
        headers.forEach(h -> builder.header(h.name(), h.value()));
        return builder.buildAsync(settings.target(), begun);
    }

    @Override
    public void close() {
        Life last = life.getAndSet(null);
        if (last != null) {
            last.over(null);
        }
    }

    /** One connection. Its methods are called one after the other, but for {@link #over}. */
    private final class Life implements WebSocket.Listener {
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final Gathering gathering = new Gathering(settings.mostBytes());
        private volatile long heardAt = System.nanoTime();
        private volatile boolean hasGiven;
        private volatile @Nullable WebSocket socket;
        private volatile @Nullable ScheduledFuture<?> pulse;

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            if (end.isDone()) {
                opened.abort();
                return;
            }
            listener.connected();
            CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(opened);
            for (String text : settings.send()) {
                sent = sent.thenCompose(s -> s.sendText(text, true));
            }
            sent.whenComplete((s, failure) -> {
                if (failure != null) {
                    onError(opened, failure);
                }
            });
            long third = Math.max(1, settings.idle().toMillis() / 3);
            pulse = watch.scheduleAtFixedRate(this::look, third, third, TimeUnit.MILLISECONDS);
            inbox.whenRoom(() -> opened.request(1));
        }

        /** Pings, and ends a connection at whose other end nobody is. */
        private void look() {
            WebSocket open = socket;
            if (inbox.isFull()) {
                heardAt = System.nanoTime(); // it is we who do not listen
            } else if (System.nanoTime() - heardAt > settings.idle().toNanos()) {
                over("said nothing for " + settings.idle().toMillis() + " ms, no answer to a ping either");
            } else if (open != null) {
                open.sendPing(ByteBuffer.allocate(0));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heardAt = System.nanoTime();
            gathering.add(data);
            came(from, last);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            heardAt = System.nanoTime();
            gathering.add(data);
            came(from, last);
            return null;
        }

        private void came(WebSocket from, boolean last) {
            if (last) {
                hasGiven = true;
                listener.came(gathering.take());
                inbox.whenRoom(() -> from.request(1));
            } else {
                from.request(1);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            heardAt = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heardAt = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            over("closed the connection, status " + status + (reason.isEmpty() ? "" : " (" + reason + ")"));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            failed(failure);
        }

        /** @param how what the server did; null where we end it */
        void over(@Nullable String how) {
            RequestFailure why = new RequestFailure(refusals.hide(where() + " " + how), true, Optional.empty());
            finish(how == null ? null : why);
        }

        void failed(Throwable failure) {
            if (failure instanceof RequestFailure refusal) {
                finish(refusal);
            } else if (failure instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
                signIn.refused();
                finish(refusals.status(
                        where(),
                        refused.getResponse().statusCode(),
                        refused.getResponse().headers(),
                        new byte[0]));
            } else {
                finish(refusals.none(where(), failure));
            }
        }

        private String where() {
            return settings.secrets().show(settings.target());
        }

        private void finish(@Nullable RequestFailure why) {
            ScheduledFuture<?> beats = pulse;
            if (beats != null) {
                beats.cancel(false);
            }
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
            if (why == null || hasGiven) {
                end.complete(why == null ? "" : why.what());
            } else {
                end.completeExceptionally(why);
            }
        }
    }
}
