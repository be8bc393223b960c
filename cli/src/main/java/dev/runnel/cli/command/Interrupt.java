package dev.runnel.cli.command;

import dev.runnel.cli.failure.ExitCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ctrl-C (and a plain kill) while a command works: it is asked to stop, and the process ends when it has, with its exit
 * code instead of the signal's.
 */
public final class Interrupt implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final CompletableFuture<Integer> FINISHED = new CompletableFuture<>();

    private final Thread hook;

    private Interrupt(Runnable stop) {
        hook = new Thread(() -> interrupted(stop), "interrupt");
    }

    /** Until it is closed, an interrupt calls {@code stop}, which returns at once, and waits for {@link #finished}. */
    static Interrupt calls(Runnable stop) {
        Interrupt interrupt = new Interrupt(stop);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The interrupt has come: its thread waits for the program's end.
        }
    }

    /** Told by the program's end, before it leaves with the code. */
    public static void finished(int code) {
        FINISHED.complete(code);
    }

    private static void interrupted(Runnable stop) {
        stop.run();
        int code = ExitCode.RUN_FAILED.number();
        try {
            code = FINISHED.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.err.println(
                    "runnel: something does not end; leaving it. The next start goes on from the last checkpoint.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }
}
