package dev.runnel.bench.collect;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.bench.data.Clicks;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that post to {@code /collect}, each the next body as soon as the last was answered with 200:
 * {@code port=N batched=EVENTS singles=EVENTS}. Says the rates {@code batch} and {@code single}.
 */
public final class Clients {
    private static final int DIFFERENT_BATCHES = 32;
    private static final int DIFFERENT_SINGLES = 5_000;

    private final HttpClient client;
    private final int port;

    private Clients(HttpClient client, int port) {
        this.client = client;
        this.port = port;
    }

    public static void main(String[] words) {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpClient http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(CollectWork.SINGLE_CONNECTIONS));
        Clients clients = new Clients(http, Math.toIntExact(arguments.number("port")));
        long batches = arguments.number("batched") / CollectWork.BATCH_SIZE;
        long singles = arguments.number("singles");
        Clicks clicks = new Clicks();
        List<Buffer> batch = bodies(DIFFERENT_BATCHES, () -> batch(clicks));
        List<Buffer> single = bodies(DIFFERENT_SINGLES, () -> Buffer.buffer(clicks.next()));
        clients.post(batch, Math.max(1, batches / 5), CollectWork.BATCH_CONNECTIONS);
        clients.post(single, Math.max(1, singles / 5), CollectWork.SINGLE_CONNECTIONS);
        cue.awaitBegin();
        cue.figure(
                CollectWork.BATCH.name(),
                CollectWork.BATCH_SIZE * clients.post(batch, batches, CollectWork.BATCH_CONNECTIONS));
        cue.figure(CollectWork.SINGLE.name(), clients.post(single, singles, CollectWork.SINGLE_CONNECTIONS));
        cue.done();
    }

    private static List<Buffer> bodies(int number, java.util.function.Supplier<Buffer> next) {
        List<Buffer> bodies = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            bodies.add(next.get());
        }
        return bodies;
    }

    private static Buffer batch(Clicks clicks) {
        Buffer body = Buffer.buffer("[");
        for (int i = 0; i < CollectWork.BATCH_SIZE; i++) {
            body.appendString(i == 0 ? "" : ",").appendBytes(clicks.next());
        }
        return body.appendString("]");
    }

    /** Posts over a number of connections and returns the posts that were answered in a second. */
    private double post(List<Buffer> bodies, long posts, int connections) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicLong begun = new AtomicLong();
        AtomicLong answered = new AtomicLong();
        long start = System.nanoTime();
        for (int i = 0; i < Math.min(connections, posts); i++) {
            next(bodies, posts, begun, answered, done);
        }
        done.join();
        return posts / ((System.nanoTime() - start) / 1e9);
    }

    private void next(
            List<Buffer> bodies, long posts, AtomicLong begun, AtomicLong answered, CompletableFuture<Void> done) {
        long number = begun.getAndIncrement();
        if (number >= posts || done.isDone()) {
            return;
        }
        Buffer body = bodies.get((int) (number % bodies.size()));
        client.request(HttpMethod.POST, port, "127.0.0.1", "/collect")
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(body))
                .compose(response -> response.body().map(response.statusCode()))
                .onComplete(answer -> {
                    if (answer.failed() || answer.result() != 200) {
                        done.completeExceptionally(
                                new IllegalStateException("a post was answered " + answer.result(), answer.cause()));
                    } else if (answered.incrementAndGet() == posts) {
                        done.complete(null);
                    } else {
                        next(bodies, posts, begun, answered, done);
                    }
                });
    }
}
