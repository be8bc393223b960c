package dev.runnel.connectors.web.rest;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Policy;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import dev.failsafe.spi.Scheduler;
import dev.runnel.connectors.web.request.Answer;
import dev.runnel.connectors.web.request.Part;
import dev.runnel.connectors.web.request.RequestFailure;
import dev.runnel.connectors.web.request.SignIn;
import dev.runnel.connectors.web.request.WebClient;
import dev.runnel.engine.source.SourceHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server as often as its rate allows, and again where that may help: with growing pauses, or when the server says.
 * Blocks no thread. For one request at a time.
 */
final class PatientClient {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A pause is so much shorter or longer by chance, lest many come again at once. */
    private static final double JITTER = 0.2;

    private static final Duration NO_PAUSE_OF_ITS_OWN = Duration.ofNanos(-1);
    private static final Duration WHILE_IT_TAKES = Duration.ofDays(1);

    private final WebClient client;
    private final SignIn signIn;
    private final FailsafeExecutor<Answer> patience;

    /**
     * @param health is told of each request that is tried again
     * @param scheduler of pauses
     */
    PatientClient(RestSettings settings, SourceHealth health, Clock clock, Scheduler scheduler) {
        client = new WebClient(settings.secrets(), clock, settings.timeout(), settings.mostBytes());
        signIn = new SignIn(settings.credentials(), client, clock);
        RetryPolicy<Answer> retries = RetryPolicy.<Answer>builder()
                .handleIf((Throwable failure) -> refusal(failure).isPassing())
                .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(JITTER)
                .withDelayFn(context -> asked(context.getLastException()))
                .withMaxRetries(settings.retries())
                .onRetryScheduled(event -> health.trouble(
                        refusal(event.getLastException()).what(),
                        clock.instant().plus(event.getDelay())))
                .build();
        List<Policy<Answer>> policies = new ArrayList<>(List.of(retries));
        Rate rate = settings.rate();
        if (rate != null) {
            policies.add(RateLimiter.<Answer>smoothBuilder(rate.count(), rate.time())
                    .withMaxWaitTime(WHILE_IT_TAKES)
                    .build());
        }
        patience = Failsafe.with(policies).with(scheduler);
    }

    /** The answer; completes exceptionally when it is not tried again any more, {@link #refusal} says why. */
    CompletableFuture<Answer> ask(WebClient.Request request) {
        return patience.getStageAsync(() -> askOnce(request));
    }

    private CompletableFuture<Answer> askOnce(WebClient.Request request) {
        return signIn.headers().thenCompose(signed -> {
            List<Part> headers = new ArrayList<>(request.headers());
            headers.addAll(signed);
            return client.ask(new WebClient.Request(request.method(), request.uri(), headers, request.body()))
                    .whenComplete((answer, failure) -> {
                        if (failure != null) {
                            signIn.refused();
                        }
                    });
        });
    }

    /** How long the server asks to be left alone, at the least. */
    private static Duration asked(@Nullable Throwable failure) {
        return Optional.ofNullable(failure)
                .flatMap(f -> refusal(f).retryAfter())
                .map(time -> time.multipliedBy(5).dividedBy(4)) // by JITTER it is that or more
                .orElse(NO_PAUSE_OF_ITS_OWN);
    }

    /** Why there is no answer. */
    static RequestFailure refusal(Throwable failure) {
        Throwable cause = WebClient.cause(failure);
        return cause instanceof RequestFailure refusal
                ? refusal
                : new RequestFailure("the request was not sent: " + cause, true, Optional.empty());
    }
}
