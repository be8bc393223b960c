package dev.runnel.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few visitors of the demo shop, who post what they do over HTTP as a browser would. */
public final class Visitors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Visitors.class);
    private static final int PACE_MILLIS = 400;
    private static final int MOST_AT_ONCE = 5;
    private static final double INVALID_SHARE = 0.04;

    private final URI collect;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final SplittableRandom random = new SplittableRandom();
    private final ShopEvents events;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "visitors");
        thread.setDaemon(true);
        return thread;
    });

    private Visitors(URI collect) {
        this.collect = collect;
        Instant now = Instant.now();
        // Ids go on from the time, so that they are new in each run.
        this.events = new ShopEvents(now.toEpochMilli(), now.toEpochMilli() * 1000, INVALID_SHARE);
    }

    /** Lets them in; some seven events a second until they are closed. */
    public static Visitors start(URI collect) {
        Visitors visitors = new Visitors(collect);
        visitors.timer.scheduleWithFixedDelay(visitors::visit, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
        return visitors;
    }

    private void visit() {
        List<String> batch = new ArrayList<>();
        for (int n = random.nextInt(1, MOST_AT_ONCE + 1); n > 0; n--) {
            batch.add(events.next(Instant.now()));
        }
        HttpRequest request = HttpRequest.newBuilder(collect)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        batch.size() == 1 ? batch.get(0) : "[" + String.join(",", batch) + "]"))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                LOG.warn("the shop's visitors were turned away with {}: {}", answer.statusCode(), answer.body());
            }
        } catch (IOException e) {
            LOG.warn("the shop's visitors cannot reach {}: {}", collect, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the last ones home; returns when none is posting any more. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
