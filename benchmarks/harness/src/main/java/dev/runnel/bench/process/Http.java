package dev.runnel.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Requests to servers that are measured; none of them is part of a measurement by count. */
public final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private Http() {}

    /** Sends JSON and returns the answer's text. */
    public static String post(URI to, String json) throws InterruptedException {
        return send(HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    public static String get(URI from) throws InterruptedException {
        return send(HttpRequest.newBuilder(from).GET());
    }

    public static String delete(URI what) throws InterruptedException {
        return send(HttpRequest.newBuilder(what).DELETE());
    }

    /** Waits until an address answers with success. */
    public static void awaitOk(URI address, ChildProcess by, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                get(address);
                return;
            } catch (RunFailedException e) {
                if (System.nanoTime() > deadline || !by.lives()) {
                    throw new RunFailedException(address + " does not answer: " + by.lastError(), e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static String send(HttpRequest.Builder request) throws InterruptedException {
        HttpRequest made = request.timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer = CLIENT.send(made, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new RunFailedException(made.method() + " " + made.uri() + " was answered " + answer.statusCode()
                        + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new RunFailedException(made.method() + " " + made.uri() + " had no answer: " + e, e);
        }
    }
}
