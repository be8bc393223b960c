package dev.runnel.cli.embedded;

import dev.runnel.cli.failure.CommandFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Why a run ends: it was asked to, or something that it cannot do without failed. The first reason counts. Thread safe. */
public final class RunEnd {
    private final CompletableFuture<Optional<CommandFailure>> end = new CompletableFuture<>();

    /** Asks the run to end in order. */
    public void stop() {
        end.complete(Optional.empty());
    }

    /** Ends the run with a failure. */
    public void fail(CommandFailure why) {
        end.complete(Optional.of(why));
    }

    /**
     * Waits until the run is to end.
     *
     * @param most how long at most; for ever when empty
     * @throws CommandFailure when it ends by one
     */
    public void await(Optional<Duration> most) {
        try {
            Optional<CommandFailure> why =
                    most.isPresent() ? end.get(most.get().toMillis(), TimeUnit.MILLISECONDS) : end.get();
            if (why.isPresent()) {
                throw why.get();
            }
        } catch (TimeoutException e) {
            stop(); // its time is over
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed exceptionally", e);
        }
    }

    /**
     * Waits for something that is starting.
     *
     * @throws CommandFailure when the run fails before it is there
     * @throws CancellationException when the run is asked to end before it is there
     */
    <T> T awaitStart(CompletableFuture<T> part) {
        CompletableFuture.anyOf(part.handle((value, failure) -> true), end).join();
        if (part.isDone()) {
            return Parts.join(part);
        }
        end.join().ifPresent(why -> {
            throw why;
        });
        throw new CancellationException("asked to end while it started");
    }
}
