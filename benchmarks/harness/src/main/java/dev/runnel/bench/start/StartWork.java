package dev.runnel.bench.start;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What all have in common: when they count as started, and when as idle. */
record StartWork(Lab lab, String bootstrapServers) {
    static final Metric ACCEPTS = Metric.lower("accepts", "s");
    static final Metric FIRST_RESULT = Metric.lower("first_result", "s");
    static final Metric IDLE = Metric.lower("idle_memory", "MiB");

    /** How long nothing happens before the memory is read. */
    int idleSeconds() {
        return lab.options().events() >= 5_000_000 ? 20 : 3;
    }

    /** Leaves a process that has started in peace, then reads its memory. */
    Run idle(ChildProcess process, double accepts, Optional<Double> firstResult) throws InterruptedException {
        TimeUnit.SECONDS.sleep(idleSeconds());
        Map<String, Double> values = new HashMap<>();
        values.put(ACCEPTS.name(), accepts);
        firstResult.ifPresent(value -> values.put(FIRST_RESULT.name(), value));
        values.put(IDLE.name(), process.memory() / 1024.0 / 1024.0);
        return new Run(values, process.peakMemory());
    }

    static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
