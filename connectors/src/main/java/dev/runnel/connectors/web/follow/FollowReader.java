package dev.runnel.connectors.web.follow;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.runnel.connectors.web.page.Page;
import dev.runnel.connectors.web.request.Refusals;
import dev.runnel.connectors.web.request.RequestFailure;
import dev.runnel.connectors.web.request.SignIn;
import dev.runnel.connectors.web.request.WebClient;
import dev.runnel.core.record.SourcePosition;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Step;
import dev.runnel.engine.source.SourceHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a server, and connects again whenever the connection is lost, with growing pauses where nothing came
 * over it. Used by one thread; what comes is brought by others.
 */
final class FollowReader implements RecordReader<FollowPosition> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final double JITTER = 0.2;
    private static final Duration REQUEST = Duration.ofSeconds(15);
    private static final int TOKEN_BYTES = 1 << 20;
    private static final long INBOX_BYTES = 8L << 20;
    private static final long PATIENCE_MILLIS = 100;

    private final FollowSettings settings;
    private final SourceHealth health;
    private final Inbox inbox = new Inbox(INBOX_BYTES);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(FollowReader::thread);
    private final Line line;
    private final FailsafeExecutor<String> patience;
    private final String shown;
    private FollowPosition at;
    private volatile @Nullable String lastId;
    private volatile long pauseMillis = FIRST_PAUSE.toMillis();
    private @Nullable CompletableFuture<String> connection;
    private long connectAt;
    private boolean busy;
    private @Nullable Message message;
    private List<Page.Element> records = List.of();

    FollowReader(FollowSettings settings, FollowPosition after, SourceHealth health) {
        this.settings = settings;
        this.health = health;
        this.at = after;
        this.lastId = after.id();
        this.shown = settings.secrets().show(settings.target());
        Clock clock = Clock.systemUTC();
        WebClient tokens = new WebClient(settings.secrets(), clock, REQUEST, TOKEN_BYTES);
        Around around = new Around(
                new SignIn(settings.credentials(), tokens, clock),
                new Refusals(settings.secrets(), clock, REQUEST),
                watch);
        Heard heard = new Heard();
        this.line = settings.isWebSocket()
                ? new WebSocketLine(settings, inbox, heard, around)
                : new EventLine(settings, inbox, heard, around);
        RetryPolicy<String> again = RetryPolicy.<String>builder()
                .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(JITTER)
                .withMaxRetries(-1)
                .withDelayFn(context -> asked(context.getLastException()))
                .onRetryScheduled(event -> health.trouble(
                        what(event.getLastException()), Instant.now().plus(event.getDelay())))
                .build();
        this.patience = Failsafe.with(again).with((ExecutorService) watch);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "runnel-follow");
        thread.setDaemon(true);
        return thread;
    }

    private static Duration asked(@Nullable Throwable failure) {
        return failure != null && WebClient.cause(failure) instanceof RequestFailure refusal
                ? refusal.retryAfter()
                        .map(time -> time.multipliedBy(5).dividedBy(4)) // by JITTER it is that or more
                        .orElse(Duration.ofNanos(-1))
                : Duration.ofNanos(-1);
    }

    private static String what(Throwable failure) {
        Throwable cause = WebClient.cause(failure);
        return cause instanceof RequestFailure refusal ? refusal.what() : String.valueOf(cause);
    }

    /** What the line says. */
    private final class Heard implements Line.Listener {
        @Override
        public void connected() {
            health.fine();
        }

        @Override
        public void came(Message next) {
            if (next.id() != null) {
                lastId = next.id();
            }
            inbox.put(next);
        }

        @Override
        public void retry(long millis) {
            pauseMillis = Math.min(millis, LONGEST_PAUSE.toMillis());
        }
    }

    @Override
    public Optional<Step<FollowPosition>> next() throws InterruptedException {
        connect();
        if (message == null) {
            Optional<Message> next = inbox.poll(busy ? 0 : PATIENCE_MILLIS);
            busy = next.isPresent();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Optional<Step<FollowPosition>> broken = open(next.get());
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.of(give());
    }

    /** Connects when it is time to. */
    private void connect() {
        CompletableFuture<String> now = connection;
        if (now != null && now.isDone()) {
            connection = null;
            long pause = pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis + 1);
            connectAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
            String why = now.handle((how, failure) -> failure == null ? how : what(failure))
                    .join();
            health.trouble(why + "; it is connected to again", Instant.now().plusMillis(pause));
        } else if (now == null && connectAt - System.nanoTime() <= 0) {
            connection = patience.getStageAsync(() -> line.open(lastId));
        }
    }

    /** Takes a message apart; what cannot be is given whole, as broken. */
    private Optional<Step<FollowPosition>> open(Message next) {
        Violation why;
        if (next.isWhole()) {
            try {
                records = Page.of(next.data(), settings.records()).records();
                message = next;
                return Optional.empty();
            } catch (Page.UnreadableException e) {
                String said = String.valueOf(e.getMessage()).replace("the answer", "the message");
                why = new Violation(Reason.SYNTAX, "", said, -1);
            }
        } else {
            why = new Violation(
                    Reason.TOO_LARGE,
                    "",
                    "the message has %d bytes, of which the first %d are kept; `max_message` allows no more"
                            .formatted(next.bytes(), next.data().length),
                    -1);
        }
        String place = new MessagePlace(shown, next.id(), at.count() + 1, 0).toString();
        at = at.behind(next);
        return Optional.of(Step.of(SourceRecord.broken(next.data(), place, why), at));
    }

    private Step<FollowPosition> give() {
        Message from = java.util.Objects.requireNonNull(message);
        // A server that was asked to go on behind an identifier gives the message again of which some was given.
        int index = Math.min(at.index(), records.size());
        SourcePosition place = new MessagePlace(shown, from.id(), at.count() + 1, records.size() == 1 ? 0 : index + 1);
        boolean isLast = index + 1 >= records.size();
        Step<FollowPosition> step;
        if (index < records.size()) {
            Page.Element record = records.get(index);
            at = isLast ? at.behind(from) : at.within(index + 1);
            step = Step.of(record.record(place), at);
        } else {
            at = at.behind(from);
            step = Step.moved(at);
        }
        if (isLast) {
            message = null;
        }
        return step;
    }

    @Override
    public void close() {
        CompletableFuture<String> now = connection;
        connection = null;
        if (now != null) {
            now.cancel(true);
        }
        line.close();
        watch.shutdownNow();
    }
}
