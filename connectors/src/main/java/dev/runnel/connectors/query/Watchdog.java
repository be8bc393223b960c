package dev.runnel.connectors.query;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stops statements that run past their time. Thread safe. */
final class Watchdog implements AutoCloseable {
    /** A stop that falls between two statements is lost on DuckDB, so it is said again until the watch is closed. */
    private static final long AGAIN_MILLIS = 50;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "runnel-query-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    /** A statement under watch, until closed. */
    static final class Watch implements AutoCloseable {
        private final Statement statement;
        private final long deadline;
        private volatile boolean done;
        private volatile @Nullable Future<?> task;

        private Watch(Statement statement, Duration time) {
            this.statement = statement;
            this.deadline = System.nanoTime() + time.toNanos();
        }

        /** Whether the time is over. */
        boolean expired() {
            return System.nanoTime() - deadline >= 0;
        }

        private synchronized void stop() {
            if (done) {
                return;
            }
            try {
                statement.cancel();
            } catch (SQLException e) {
                done = true; // the statement is closed: nothing is left to stop
            }
        }

        @Override
        public synchronized void close() {
            done = true;
            Future<?> scheduled = task;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }
    }

    Watch watch(Statement statement, Duration time) {
        Watch watch = new Watch(statement, time);
        watch.task =
                timer.scheduleWithFixedDelay(watch::stop, time.toMillis() + 1, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
