package dev.runnel.bench.land;

import dev.runnel.bench.count.Duck;
import dev.runnel.bench.count.Landed;
import dev.runnel.bench.count.LandedFiles;
import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Run;
import java.time.Duration;
import java.util.Map;

/**
 * What contenders that land the same topic share.
 *
 * @param format what is written
 * @param warmUp a topic of other records, for a process to warm up on
 * @param events what is measured
 */
public record LandWork(Lab lab, Format format, String bootstrapServers, FilledTopic warmUp, FilledTopic events) {
    public static final Metric EVENTS = Metric.higher("events", "events/s");

    /** The longest that a process may take to start and to warm up. */
    public Duration toGetReady() {
        return lab.options().patience();
    }

    /** Settings' values that all have in common. */
    public Map<String, String> values() {
        return Map.of(
                "bootstrap",
                bootstrapServers,
                "parallelism",
                String.valueOf(lab.options().parallelism()),
                "commit",
                lab.options().commit().toMillis() + "ms",
                "commit_ms",
                String.valueOf(lab.options().commit().toMillis()));
    }

    /** Starts the clock and the work; stops it when every row is visible, then reads every row. */
    public Run untilVisible(ChildProcess child, Landed landed, Runnable begin) throws InterruptedException {
        long start = System.nanoTime();
        begin.run();
        LandedFiles.await(landed, events.records(), child, start + patience());
        return run(child, landed, System.nanoTime() - start);
    }

    /** The same for a process that says itself when it is done; its rows are counted when something was landed. */
    Run untilDone(ChildProcess child, Landed landed) throws InterruptedException {
        long start = System.nanoTime();
        child.begin();
        child.awaitDone(start + patience());
        return run(child, landed, System.nanoTime() - start);
    }

    private Run run(ChildProcess child, Landed landed, long nanos) {
        long memory = child.peakMemory();
        child.close();
        Duck.verify(landed.files(), "id", events.records());
        return new Run(Map.of(EVENTS.name(), events.records() / (nanos / 1e9)), memory);
    }

    private long patience() {
        return lab.options().patience().toNanos();
    }
}
