package dev.runnel.bench.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A measured process's side of the talk with the harness, on its standard streams: it says that it is ready, is told to
 * begin, says figures and that it is done, and lives until its input is closed, so that its memory can be read.
 */
public final class Cue {
    /** Begins each line that is meant for the harness. */
    public static final String MARK = "@bench ";

    public static final String READY = "ready";
    public static final String BEGIN = "begin";
    public static final String DONE = "done";
    public static final String FIGURE = "figure ";

    private final PrintStream out;
    private final BufferedReader in;

    private Cue(PrintStream out, BufferedReader in) {
        this.out = out;
        this.in = in;
    }

    /**
     * The streams of this process, for its main thread. What else the process prints goes to its error stream from now
     * on, and the process ends when the main thread fails, whatever other threads do.
     */
    public static Cue ofThisProcess() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        PrintStream out = System.out;
        System.setOut(System.err);
        return new Cue(out, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    /** Says that everything that is not measured was done, and waits until the harness says to begin. */
    public void awaitBegin() {
        say(READY);
        if (!BEGIN.equals(read())) {
            System.exit(0);
        }
    }

    /** Says a figure that this process measured itself. */
    public void figure(String name, double value) {
        say(FIGURE + name + " " + String.format(Locale.ROOT, "%.6f", value));
    }

    /** Says that the work is done, and ends the process when the harness has read what it wants. */
    public void done() {
        say(DONE);
        awaitEnd();
        System.exit(0);
    }

    /** Waits until the harness closes this process's input. */
    public void awaitEnd() {
        while (read() != null) {
            // Nothing else is said to a process that works.
        }
    }

    private void say(String what) {
        out.println(MARK + what);
        out.flush();
    }

    private @Nullable String read() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("the harness is gone", e);
        }
    }
}
