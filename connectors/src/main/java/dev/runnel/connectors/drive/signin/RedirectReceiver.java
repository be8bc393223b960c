package dev.runnel.connectors.drive.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits on a free port of the loopback address for the browser that Google sends back, by <a
 * href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252</a>. What comes with another state than the one that was
 * sent is refused and not waited for less. Thread safe.
 */
final class RedirectReceiver implements AutoCloseable {
    private final HttpServer server;
    private final String state;
    private final CompletableFuture<String> code = new CompletableFuture<>();

    private RedirectReceiver(HttpServer server, String state) {
        this.server = server;
        this.state = state;
    }

    static RedirectReceiver start(String state) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        RedirectReceiver receiver = new RedirectReceiver(server, state);
        server.createContext("/", receiver::answer);
        server.start();
        return receiver;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * The code that came.
     *
     * @throws IOException when nobody came in time, or they said no
     */
    String await(Duration time) throws IOException, InterruptedException {
        try {
            return code.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("nobody signed in within " + time.toSeconds()
                    + " s; run the command again, and open the" + " address in a browser on this machine");
        } catch (ExecutionException e) {
            throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = query(exchange.getRequestURI());
            boolean isOurs = MessageDigest.isEqual(
                    query.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8),
                    state.getBytes(StandardCharsets.UTF_8));
            if (!exchange.getRequestURI().getPath().equals("/") || !isOurs) {
                page(exchange, 400, "This is not the answer to a sign-in that was asked for.");
            } else if (query.containsKey("code")) {
                page(exchange, 200, "You are signed in. Close this page and go back to the terminal.");
                code.complete(query.get("code"));
            } else {
                page(exchange, 200, "You are not signed in. Close this page and go back to the terminal.");
                code.completeExceptionally(new IOException("Google did not sign anybody in ("
                        + query.getOrDefault("error", "no code").replaceAll("[^\\w. -]", "")
                        + "); run the command again, and allow what is asked"));
            }
        }
    }

    private static void page(HttpExchange exchange, int status, String text) throws IOException {
        byte[] page = ("<!doctype html><html lang=\"en\"><title>Runnel</title><p>" + text + "</p></html>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, page.length);
        try (OutputStream body = exchange.getResponseBody()) { // the browser has it before the server ends
            body.write(page);
        }
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> values = new HashMap<>();
        String raw = Objects.requireNonNullElse(address.getRawQuery(), "");
        for (String each : raw.split("&", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                values.put(each.substring(0, equals), decoded(each.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
