package dev.runnel.cli.invalid;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.JsonTree;
import dev.runnel.core.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the gateway of a pipeline that runs for its invalid records, again while it is busy. Not thread safe. */
public final class InvalidClient {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BUSY = 503;
    private static final int REFUSED = 400;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI gateway;
    private final Consumer<String> onWait;
    private String said = "";

    /**
     * A client.
     *
     * @param gateway without a path
     * @param onWait told why something is asked again, once for the same reason in a row
     */
    public InvalidClient(URI gateway, Consumer<String> onWait) {
        this.gateway = gateway;
        this.onWait = onWait;
    }

    /** The answer of {@code GET /v1/invalid}. */
    public Map<String, @Nullable Object> list(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ask(
                HttpRequest.newBuilder(gateway.resolve("/v1/invalid?" + query)).GET());
    }

    /** The answer of {@code POST /v1/invalid/replay}. */
    public Map<String, @Nullable Object> replay(Map<String, ?> request) {
        return ask(HttpRequest.newBuilder(gateway.resolve("/v1/invalid/replay"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonText.of(request))));
    }

    private Map<String, @Nullable Object> ask(HttpRequest.Builder request) {
        HttpRequest ready = request.timeout(ANSWER).build();
        RetryPolicy<HttpResponse<String>> retries = RetryPolicy.<HttpResponse<String>>builder()
                .handle(IOException.class)
                .handleResultIf(answer -> answer.statusCode() == BUSY)
                .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .withMaxRetries(-1)
                .withMaxDuration(PATIENCE)
                .onRetry(attempt -> waits(
                        attempt.getLastException() == null
                                ? problem(attempt.getLastResult()) + "; trying again"
                                : gateway + " does not answer; trying again"))
                .build();
        try {
            HttpResponse<String> answer =
                    Failsafe.with(retries).get(() -> client.send(ready, HttpResponse.BodyHandlers.ofString()));
            return answered(answer);
        } catch (FailsafeException | IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, gateway + " cannot be reached: " + e.getMessage() + "; is it running?", e);
        }
    }

    private void waits(String why) {
        if (!why.equals(said)) {
            said = why;
            onWait.accept(why);
        }
    }

    private static Map<String, @Nullable Object> answered(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 == 2) {
            return JsonTree.object(answer.body());
        }
        ExitCode code = answer.statusCode() == REFUSED
                ? ExitCode.INVALID_PIPELINE
                : answer.statusCode() == BUSY ? ExitCode.ENVIRONMENT : ExitCode.RUN_FAILED;
        throw new CommandFailure(code, problem(answer));
    }

    private static String problem(HttpResponse<String> answer) {
        try {
            String detail = JsonTree.text(JsonTree.object(answer.body()), "detail");
            return detail.isEmpty() ? "the gateway answered " + answer.statusCode() : detail;
        } catch (IOException e) {
            return "the gateway answered " + answer.statusCode();
        }
    }
}
