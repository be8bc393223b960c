package dev.runnel.testkit.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A web API on loopback: {@code /api/} answers users as randomuser.me does, {@code /page/NAME} and its like lists that a test
 * fills, {@code /token} tokens, {@code /events/NAME} events that go on. It does what a test tells it to in place of that, and
 * remembers what it was asked. Thread safe.
 */
public final class ApiServer implements AutoCloseable {
    /** What {@code /token} takes and gives. */
    public static final String CLIENT = "client";

    public static final String CLIENT_SECRET = "client-secret";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "api-server");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
    private final PagedLists lists = new PagedLists();
    private final EventStreams events = new EventStreams(closing);
    private volatile Optional<Fault> lasting = Optional.empty();
    private volatile Function<Asked, Boolean> guard = request -> true;

    private ApiServer(HttpServer server) {
        this.server = server;
    }

    /** Starts one at any free port of loopback. */
    public static ApiServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ApiServer api = new ApiServer(server);
        server.setExecutor(api.threads);
        server.createContext("/", api::answer);
        server.start();
        return api;
    }

    /** Where something is, {@code http://127.0.0.1:1234/path}. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Adds records to a list, JSON texts; makes it when there is none. */
    public void add(String list, Collection<String> records) {
        lists.add(list, records);
    }

    /** Adds events to {@code /events/NAME}; makes it when there is none. */
    public void publish(String name, Collection<String> data) {
        events.publish(name, data);
    }

    /** Closes the connections of all who read events. */
    public void dropReaders() {
        events.drop();
    }

    /** Does these in place of the next answers, one after the other. */
    public void next(Fault... some) {
        faults.addAll(Arrays.asList(some));
    }

    /** Does this in place of each answer, until it is {@link #well}. */
    public void always(Fault fault) {
        lasting = Optional.of(fault);
    }

    /** Answers as it should. */
    public void well() {
        lasting = Optional.empty();
        faults.clear();
    }

    /** Answers 401 to those that do not satisfy a condition; tokens are given to anybody who knows the secret. */
    public void guard(Function<Asked, Boolean> condition) {
        guard = condition;
    }

    /** All requests until now, in their order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            Asked request = new Asked(
                    Instant.now(),
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            Fault fault = faults.poll();
            answer(exchange, request, fault == null ? lasting : Optional.of(fault));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Asked request, Optional<Fault> fault)
            throws IOException, InterruptedException {
        if (fault.isEmpty() && request.uri().getPath().startsWith("/events/") && guard.apply(request)) {
            events.serve(exchange, request);
        } else if (fault.isEmpty()) {
            send(exchange, right(request), Integer.MAX_VALUE, false);
        } else if (fault.get() instanceof Fault.Instead instead) {
            send(exchange, instead.reply(), Integer.MAX_VALUE, false);
        } else if (fault.get() instanceof Fault.Hang) {
            closing.await(1, TimeUnit.MINUTES);
        } else if (fault.get() instanceof Fault.Cut cut) {
            send(exchange, right(request), cut.bytes(), true);
        } else if (fault.get() instanceof Fault.Truncated truncated) {
            send(exchange, right(request), truncated.bytes(), false);
        }
    }

    private Reply right(Asked request) {
        String path = request.uri().getPath();
        if (path.equals("/token")) {
            return Tokens.reply(request, asked.size());
        }
        if (!guard.apply(request)) {
            return new Reply(401, Map.of(), "who are you?".getBytes(StandardCharsets.UTF_8));
        }
        return path.startsWith("/api") ? RandomUsers.reply(request, asked.size()) : lists.reply(request);
    }

    private static void send(HttpExchange exchange, Reply reply, int most, boolean tellsWhole) throws IOException {
        byte[] body = Arrays.copyOf(reply.body(), Math.min(most, reply.body().length));
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        int length = tellsWhole ? reply.body().length : body.length;
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        OutputStream out = exchange.getResponseBody();
        out.write(body);
        out.flush();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
