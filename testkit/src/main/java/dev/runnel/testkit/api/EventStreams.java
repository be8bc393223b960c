package dev.runnel.testkit.api;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Events that go on, by name, as {@code text/event-stream}: each with its number from 1 as {@code id}. Who says the last one
 * that it has is given those behind. Thread safe.
 */
final class EventStreams {
    private static final long WAIT_MILLIS = 100;

    private final Map<String, List<String>> streams = new HashMap<>();
    private final CountDownLatch closing;
    private int dropped;

    EventStreams(CountDownLatch closing) {
        this.closing = closing;
    }

    synchronized void publish(String name, Collection<String> data) {
        streams.computeIfAbsent(name, n -> new ArrayList<>()).addAll(data);
        notifyAll();
    }

    synchronized void drop() {
        dropped++;
        notifyAll();
    }

    /** Serves one reader until it is dropped or goes. */
    void serve(HttpExchange exchange, Asked request) throws IOException, InterruptedException {
        String name = request.uri().getPath().replaceFirst("^/events/", "");
        int next = Integer.parseInt(request.headers().getOrDefault("last-event-id", "0"));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(": welcome\nretry: 50\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        int begun = drops();
        while (closing.getCount() > 0 && drops() == begun) {
            List<String> some = await(name, next);
            StringBuilder text = new StringBuilder(some.isEmpty() ? ":\n\n" : "");
            for (String data : some) {
                next++;
                text.append("id: ").append(next).append('\n');
                data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
                text.append('\n');
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private synchronized int drops() {
        return dropped;
    }

    private synchronized List<String> await(String name, int from) throws InterruptedException {
        List<String> all = streams.computeIfAbsent(name, n -> new ArrayList<>());
        if (all.size() <= from) {
            wait(WAIT_MILLIS);
        }
        return all.size() <= from ? List.of() : List.copyOf(all.subList(from, all.size()));
    }
}
