package dev.runnel.cli.embedded;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the parts of a run side by side, each in a thread of its own, and ends them. */
final class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private Parts() {}

    static <T> CompletableFuture<T> start(String name, StartupTimes times, Supplier<T> start) {
        CompletableFuture<T> part = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (StartupTimes.Span span = times.begin(name)) {
                        part.complete(start.get());
                    } catch (CompletionException e) {
                        part.completeExceptionally(e.getCause() == null ? e : e.getCause());
                    } catch (RuntimeException | LinkageError e) {
                        part.completeExceptionally(e);
                    }
                },
                "start-" + name);
        thread.setDaemon(true);
        thread.start();
        return part;
    }

    /** Waits for a part and throws what it failed with. */
    static <T> T join(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Ends a part that was started; one that failed to start, or is not there yet, is left alone. */
    static <T> void end(String name, CompletableFuture<T> part, Consumer<T> end) {
        end(name, part, end, PATIENCE);
    }

    /** @param patience how long its end is waited for */
    static <T> void end(String name, CompletableFuture<T> part, Consumer<T> end, Duration patience) {
        if (part.isDone() && !part.isCompletedExceptionally()) {
            long began = System.nanoTime();
            try {
                CompletableFuture.runAsync(() -> end.accept(part.join()))
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
                LOG.info("{} ended in {} ms", name, (System.nanoTime() - began) / 1_000_000);
            } catch (ExecutionException e) {
                LOG.warn("{} did not end in order", name, e.getCause());
            } catch (TimeoutException e) {
                LOG.warn("{} did not end within {} s and is left to the process's end", name, patience.toSeconds());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
