package dev.runnel.connectors.web.rest;

import dev.failsafe.spi.Scheduler;
import dev.runnel.connectors.web.page.Page;
import dev.runnel.connectors.web.request.Answer;
import dev.runnel.connectors.web.request.RequestFailure;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.engine.source.SourceHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an API for its first page, once, and keeps nothing of it. What a {@code POST} does nobody knows, so none is sent. */
final class RestProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private RestProbe() {}

    static void probe(Settings settings, Diagnostics out) {
        RestSettings asked = RestSettings.of(settings).hurried(PATIENCE);
        if (!asked.method().equals("GET")) {
            return;
        }
        Clock clock = Clock.systemUTC();
        PatientClient client = new PatientClient(asked, new SourceHealth(), clock, Scheduler.DEFAULT);
        CompletableFuture<Answer> answer = client.ask(asked.request(RestPosition.first(clock.millis())));
        try {
            Answer given = answer.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Page.of(given.body(), asked.records());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            unreachable(settings, asked.secrets().show(asked.url().uri()) + " does not answer", out);
        } catch (ExecutionException e) {
            RequestFailure failure = PatientClient.refusal(e.getCause() == null ? e : e.getCause());
            unreachable(settings, failure.what(), out);
        } catch (Page.UnreadableException e) {
            unreachable(settings, asked.secrets().show(asked.url().uri()) + ": " + e.getMessage(), out);
        }
        answer.cancel(true);
    }

    private static void unreachable(Settings settings, String message, Diagnostics out) {
        String[] parts = message.split("; ", 2);
        out.error(
                Code.UNREACHABLE,
                settings.at(RestSpec.URL),
                parts[0],
                parts.length == 2 ? parts[1] : "look at `url` and `records`");
    }
}
