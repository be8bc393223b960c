package dev.runnel.connectors.web.follow;

import dev.runnel.connectors.web.request.Part;
import dev.runnel.connectors.web.request.Refusals;
import dev.runnel.connectors.web.request.RequestFailure;
import dev.runnel.connectors.web.request.SignIn;
import dev.runnel.connectors.web.request.WebClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An event stream, read a piece at a time as long as there is room for more. */
final class EventLine implements Line {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final String EVENT_STREAM = "text/event-stream";
    /** What a header can carry; a server that numbers its events otherwise is not asked to go on behind one. */
    private static final Pattern SENDABLE = Pattern.compile("[ -~]{1,1000}");

    private final FollowSettings settings;
    private final Inbox inbox;
    private final Listener listener;
    private final SignIn signIn;
    private final Refusals refusals;
    private final ScheduledExecutorService watch;
    private final HttpClient http = WebClient.newClient(CONNECT);
    private final AtomicReference<@Nullable Life> life = new AtomicReference<>();

    EventLine(FollowSettings settings, Inbox inbox, Listener listener, Around around) {
        this.settings = settings;
        this.inbox = inbox;
        this.listener = listener;
        this.signIn = around.signIn();
        this.refusals = around.refusals();
        this.watch = around.watch();
    }

    @Override
    public CompletableFuture<String> open(@Nullable String lastId) {
        Life begun = new Life(lastId);
        life.set(begun);
        signIn.headers()
                .thenCompose(headers -> http.sendAsync(request(headers, lastId), begun))
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        begun.failed(WebClient.cause(failure));
                    }
                });
        return begun.end;
    }

    private HttpRequest request(List<Part> headers, @Nullable String lastId) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(settings.target())
                .timeout(CONNECT)
                .header("Accept", EVENT_STREAM)
                .header("Cache-Control", "no-store");
        if (lastId != null && SENDABLE.matcher(lastId).matches()) {
            builder.header("Last-Event-ID", lastId);
        }
        settings.headers().forEach(h -> builder.header(h.name(), h.value()));
        headers.forEach(h -> builder.header(h.name(), h.value()));
        return builder.build();
    }

    @Override
    public void close() {
        Life last = life.getAndSet(null);
        if (last != null) {
            last.finish(null);
        }
    }

    /** One connection. */
    private final class Life implements HttpResponse.BodyHandler<Void>, HttpResponse.BodySubscriber<Void> {
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final CompletableFuture<Void> body = new CompletableFuture<>();
        private final EventParser parser;
        private volatile long heardAt = System.nanoTime();
        private volatile boolean hasGiven;
        private boolean isOver;
        private volatile Flow.@Nullable Subscription subscription;
        private volatile @Nullable ScheduledFuture<?> pulse;

        Life(@Nullable String lastId) {
            parser = new EventParser(settings.events(), settings.mostBytes(), lastId, this::came, listener::retry);
        }

        /** Nothing comes behind the end: the next connection goes on behind the last that came. */
        private synchronized void came(Message message) {
            if (!isOver) {
                hasGiven = true;
                listener.came(message);
            }
        }

        private synchronized boolean ends() {
            boolean first = !isOver;
            isOver = true;
            return first;
        }

        @Override
        public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo head) {
            String type = head.headers().firstValue("Content-Type").orElse("");
            if (head.statusCode() == 200
                    && type.toLowerCase(java.util.Locale.ROOT).startsWith(EVENT_STREAM)) {
                listener.connected();
                long third = Math.max(1, settings.idle().toMillis() / 3);
                pulse = watch.scheduleAtFixedRate(this::look, third, third, TimeUnit.MILLISECONDS);
                return this;
            }
            signIn.refused();
            finish(
                    head.statusCode() >= 200 && head.statusCode() < 300
                            ? failure("answers " + head.statusCode() + " and " + (type.isEmpty() ? "no type" : type)
                                    + ", which is no event stream; look at `url`")
                            : refusals.status(where(), head.statusCode(), head.headers(), new byte[0]));
            return HttpResponse.BodySubscribers.discarding();
        }

        private void look() {
            if (inbox.isFull()) {
                heardAt = System.nanoTime(); // it is we who do not listen
            } else if (System.nanoTime() - heardAt > settings.idle().toNanos()) {
                finish(failure("said nothing for " + settings.idle().toMillis() + " ms; see `idle`"));
            }
        }

        @Override
        public CompletionStage<Void> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription to) {
            subscription = to;
            if (end.isDone()) {
                to.cancel();
            } else {
                inbox.whenRoom(() -> to.request(1));
            }
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            heardAt = System.nanoTime();
            pieces.forEach(parser::feed);
            Flow.Subscription from = subscription;
            if (from != null) {
                inbox.whenRoom(() -> from.request(1));
            }
        }

        @Override
        public void onError(Throwable failure) {
            failed(failure);
            body.complete(null);
        }

        @Override
        public void onComplete() {
            finish(failure("closed the connection"));
            body.complete(null);
        }

        void failed(Throwable failure) {
            finish(failure instanceof RequestFailure refusal ? refusal : refusals.none(where(), failure));
        }

        private RequestFailure failure(String how) {
            return new RequestFailure(refusals.hide(where() + " " + how), true, Optional.empty());
        }

        private String where() {
            return settings.secrets().show(settings.target());
        }

        /** @param why null where we end it */
        private void finish(@Nullable RequestFailure why) {
            if (!ends()) {
                return;
            }
            ScheduledFuture<?> beats = pulse;
            if (beats != null) {
                beats.cancel(false);
            }
            Flow.Subscription from = subscription;
            if (from != null) {
                from.cancel();
            }
            if (why == null || hasGiven) {
                end.complete(why == null ? "" : why.what());
            } else {
                end.completeExceptionally(why);
            }
        }
    }
}
