package dev.runnel.cli.embedded;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.FlatJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the gateway until it takes records. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int APART_MILLIS = 20;
    private static final int OK = 200;

    private Readiness() {}

    static void await(URI http) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> trouble;
        while ((trouble = trouble(http.resolve("/readyz"))).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(ExitCode.ENVIRONMENT, "the gateway does not get ready: " + trouble.get());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Optional<String> trouble(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            if (connection.getResponseCode() == OK) {
                return Optional.empty();
            }
            try (InputStream body = connection.getErrorStream()) {
                String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return Optional.of(FlatJson.read(text).getOrDefault("detail", text));
            }
        } catch (IOException | RuntimeException e) {
            return Optional.of(address + " does not answer: " + e.getMessage());
        }
    }
}
