package dev.runnel.testkit.process;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Clients that post one batch of records after the other, each record once, and remember which were acknowledged. What was posted but not answered may or may not have been taken. Thread safe.
 */
public final class Load implements AutoCloseable {
    private static final int OK = 200;
    /** Keeps the load within what a test can check afterwards. */
    private static final int BETWEEN_MILLIS = 10;

    private static final int AWAY_MILLIS = 50;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ExecutorService threads;
    private final AtomicLong next = new AtomicLong(1);
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Long> unanswered = ConcurrentHashMap.newKeySet();

    private Load(int clients) {
        threads = Executors.newFixedThreadPool(clients);
    }

    /**
     * Starts posting; goes on while the server is away.
     *
     * @param batch records a request
     * @param record the JSON text of the record with an id
     */
    public static Load start(int clients, int batch, URI url, LongFunction<String> record) {
        Load load = new Load(clients);
        for (int i = 0; i < clients; i++) {
            load.threads.execute(() -> load.post(batch, url, record));
        }
        return load;
    }

    private void post(int batch, URI url, LongFunction<String> record) {
        while (!threads.isShutdown()) {
            List<Long> ids = new ArrayList<>();
            List<String> records = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                long id = next.getAndIncrement();
                ids.add(id);
                records.add(record.apply(id));
            }
            HttpRequest request = HttpRequest.newBuilder(url)
                    .timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", records) + "]"))
                    .build();
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                (status == OK ? acknowledged : unanswered).addAll(ids);
                pause(BETWEEN_MILLIS);
            } catch (ConnectException e) {
                pause(AWAY_MILLIS); // nobody was there: nothing was posted
            } catch (IOException e) {
                unanswered.addAll(ids);
                pause(AWAY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                unanswered.addAll(ids);
                return;
            }
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ids that were acknowledged. */
    public Set<Long> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Ids whose fate the clients do not know. */
    public Set<Long> unanswered() {
        return Set.copyOf(unanswered);
    }

    /** Stops posting, after the requests that are under way. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
