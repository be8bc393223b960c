package dev.runnel.cli.progress;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Where it is shown how far sources are. Used by one thread. */
interface Display extends AutoCloseable {

    /** Shows those that are being read now. */
    void show(List<Reading> readings);

    /** Shows that sources have ended; those that have are told again and again. */
    void end(Set<String> streams);

    @Override
    void close();

    /** A bar for each on a terminal, drawn again and again. */
    final class Bars implements Display {
        private static final int WHOLE = 100;
        private static final int UNKNOWN = -1;

        private final Map<String, ProgressBar> bars = new HashMap<>();

        @Override
        public void show(List<Reading> readings) {
            for (Reading reading : readings) {
                ProgressBar bar = bars.computeIfAbsent(reading.stream(), Bars::bar);
                reading.percent().ifPresent(percent -> bar.maxHint(WHOLE).stepTo(percent));
                bar.setExtraMessage(" " + reading.details());
            }
        }

        @Override
        public void end(Set<String> streams) {
            for (String stream : streams) {
                ProgressBar bar = bars.remove(stream);
                if (bar != null) {
                    bar.maxHint(WHOLE).stepTo(WHOLE);
                    bar.setExtraMessage(" read to the end");
                    bar.close();
                }
            }
        }

        private static ProgressBar bar(String stream) {
            return new ProgressBarBuilder()
                    .setTaskName(stream)
                    .setInitialMax(UNKNOWN)
                    .setUnit("%", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .hideEta()
                    .build();
        }

        @Override
        public void close() {
            bars.values().forEach(ProgressBar::close);
        }
    }

    /** A line for each now and then, for logs. */
    final class Lines implements Display {
        private static final long APART = Duration.ofSeconds(10).toNanos();

        private final Consumer<Reading> out;
        private long last = System.nanoTime();

        Lines(Consumer<Reading> out) {
            this.out = out;
        }

        @Override
        public void show(List<Reading> readings) {
            if (System.nanoTime() - last >= APART) {
                last = System.nanoTime();
                readings.forEach(out);
            }
        }

        @Override
        public void end(Set<String> streams) {
            // the summary tells of it
        }

        @Override
        public void close() {
            // each line is complete
        }
    }
}
