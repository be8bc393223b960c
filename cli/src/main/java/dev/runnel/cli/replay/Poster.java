package dev.runnel.cli.replay;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.FlatJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Posts batches to one URL, again and again with growing pauses while the server is away or says it is busy. Not thread
 * safe.
 */
public final class Poster {
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI url;
    private final BodyFormat format;
    private final RetryPolicy<HttpResponse<String>> retries;

    /**
     * What the server made of a batch.
     *
     * @param invalid how many records it refused, where it tells
     */
    public record Outcome(long accepted, long invalid) {}

    /**
     * A poster.
     *
     * @param patience how long in all to try again one batch
     * @param onWait told why a batch is tried again
     */
    public Poster(URI url, BodyFormat format, Duration patience, Consumer<String> onWait) {
        this.url = url;
        this.format = format;
        this.retries = RetryPolicy.<HttpResponse<String>>builder()
                .handle(IOException.class)
                .handleResultIf(answer -> BUSY.contains(answer.statusCode()))
                .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .withJitter(0.2)
                .withMaxRetries(-1)
                .withMaxDuration(patience)
                .onRetry(attempt -> onWait.accept(
                        attempt.getLastException() != null
                                ? url + " does not answer (" + cause(attempt.getLastException()) + "); trying again"
                                : url + " answers " + attempt.getLastResult().statusCode() + "; trying again"))
                .build();
    }

    /**
     * Posts one batch and returns when the server has acknowledged it.
     *
     * @throws CommandFailure when it refuses the batch, or is away for longer than the patience
     */
    public Outcome post(List<byte[]> records) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Content-Type", format.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(format.body(records)))
                .build();
        HttpResponse<String> answer;
        try {
            answer = Failsafe.with(retries).get(() -> client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (FailsafeException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, url + " cannot be reached: " + cause(e), e);
        }
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer);
        }
        return outcome(answer.body(), records.size());
    }

    private CommandFailure refused(HttpResponse<String> answer) {
        int status = answer.statusCode();
        String body = answer.body().strip();
        String said = body.length() > 500 ? body.substring(0, 500) + "..." : body;
        String advice =
                switch (status) {
                    case 413 -> "; try a smaller --batch";
                    case 404 -> "; is the address right?";
                    case 400 -> "; --body ndjson lets a server refuse single records";
                    default -> "";
                };
        ExitCode code = BUSY.contains(status) ? ExitCode.ENVIRONMENT : ExitCode.RUN_FAILED;
        return new CommandFailure(code, url + " answered " + status + ": " + said + advice);
    }

    private static Outcome outcome(String body, int sent) {
        try {
            Map<String, String> counts = FlatJson.read(body);
            long invalid = Long.parseLong(counts.getOrDefault("invalid_count", "0"));
            return new Outcome(sent - invalid, invalid);
        } catch (IOException | NumberFormatException e) {
            return new Outcome(sent, 0); // another collector, which answers in its own words
        }
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getMessage() == null || root instanceof FailsafeException) {
            root = root.getCause() == null ? new IOException("no answer") : root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
