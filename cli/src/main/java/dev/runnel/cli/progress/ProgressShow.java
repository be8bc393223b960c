package dev.runnel.cli.progress;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how far the sources of a run are that end, until it is closed. Looks in a thread of its own. */
public final class ProgressShow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressShow.class);
    private static final Duration APART = Duration.ofMillis(500);

    private final Supplier<List<JobStatus>> jobs;
    private final Readings readings;
    private final Display display;
    /** Whether there is a source that ends. */
    private final boolean shows;

    private final Thread thread = new Thread(this::run, "progress");

    private ProgressShow(Supplier<List<JobStatus>> jobs, Readings readings, Display display, boolean shows) {
        this.shows = shows;
        this.jobs = jobs;
        this.readings = readings;
        this.display = display;
        thread.setDaemon(true);
    }

    /**
     * Begins to show.
     *
     * @param streams by the names of the jobs that read their sources
     * @param terminal whether lines can be drawn again
     * @param out takes lines, where they cannot: the members of a JSON object, and the same for people
     */
    public static ProgressShow start(
            Map<String, String> streams,
            Supplier<List<JobStatus>> jobs,
            boolean terminal,
            BiConsumer<Map<String, Object>, String> out) {
        Display display = terminal
                ? new Display.Bars()
                : new Display.Lines(reading -> out.accept(reading.fields(), reading.toString()));
        ProgressShow show = new ProgressShow(jobs, new Readings(streams), display, !streams.isEmpty());
        if (show.shows) {
            show.thread.start();
        }
        return show;
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(APART.toMillis());
            }
        } catch (InterruptedException e) {
            // closed
        } catch (RuntimeException e) {
            LOG.warn("how far the sources are cannot be shown any more", e);
        }
    }

    private void look() {
        List<JobStatus> now = jobs.get();
        display.show(readings.take(now, System.nanoTime()));
        display.end(readings.ended(now));
    }

    /** What is said from here on stands below. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(APART.toMillis());
            if (shows && !thread.isAlive()) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("how far the sources are cannot be shown any more", e);
        }
        display.close();
    }
}
