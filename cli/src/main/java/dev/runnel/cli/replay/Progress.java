package dev.runnel.cli.replay;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a replay is. Not thread safe. */
interface Progress extends AutoCloseable {

    /** Tells of a batch: the offset reached in the file and the records acknowledged in this run. */
    void at(long offset, long records);

    /** Says something in between. */
    void say(String message);

    @Override
    void close();

    /** A bar on a terminal, else a line now and then. */
    static Progress of(String name, long size, boolean terminal, PrintWriter err) {
        return terminal ? new Bar(name, size) : new Lines(size, err);
    }

    /** A bar that is drawn again and again. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(String name, long size) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(size)
                    .setUnit(" MB", 1_000_000)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .build();
        }

        @Override
        public void at(long offset, long records) {
            bar.stepTo(offset);
            bar.setExtraMessage(" " + records + " records");
        }

        @Override
        public void say(String message) {
            bar.setExtraMessage(" " + message);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line every few seconds, for logs. */
    final class Lines implements Progress {
        private static final long APART = Duration.ofSeconds(5).toNanos();

        private final long size;
        private final PrintWriter err;
        private long last = System.nanoTime();
        private String said = "";

        Lines(long size, PrintWriter err) {
            this.size = size;
            this.err = err;
        }

        @Override
        public void at(long offset, long records) {
            if (System.nanoTime() - last >= APART) {
                last = System.nanoTime();
                say(String.format(Locale.ROOT, "%.0f %%, %d records", 100.0 * offset / Math.max(1, size), records));
            }
        }

        @Override
        public void say(String message) {
            if (!message.equals(said)) {
                said = message;
                err.println(message);
                err.flush();
            }
        }

        @Override
        public void close() {
            err.flush();
        }
    }
}
