package dev.runnel.bench.latency;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What all have in common: who sends and who looks. */
record LatencyWork(Lab lab, String bootstrapServers) {

    static List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (int rate : Pacer.RATES) {
            metrics.add(Metric.lower(Pacer.metric("p50", rate), "ms"));
            metrics.add(Metric.lower(Pacer.metric("p99", rate), "ms"));
        }
        return metrics;
    }

    /** How long each rate is measured. */
    int seconds() {
        return Math.max(1, Math.min(10, lab.options().events() / 500_000));
    }

    /** Paces events by a way and returns what was seen. */
    Run pace(ChildProcess measured, List<String> way, Path folder) throws InterruptedException {
        return new Run(pace(way, folder), measured.peakMemory());
    }

    /** The same where there is nothing between but the broker. */
    Run paceAlone(List<String> way, Path folder) throws InterruptedException {
        return new Run(pace(way, folder), 0);
    }

    private Map<String, Double> pace(List<String> way, Path folder) throws InterruptedException {
        List<String> arguments = new ArrayList<>(way);
        arguments.add("seconds=" + seconds());
        Jvm jvm = new Jvm("pacer", "1g", lab.programs().product(), Pacer.class.getName(), arguments);
        try (ChildProcess pacer = jvm.start(folder)) {
            pacer.awaitReady(lab.options().patience());
            pacer.begin();
            pacer.awaitDone(System.nanoTime() + lab.options().patience().toNanos());
            return pacer.figures();
        }
    }
}
