package dev.runnel.bench.run;

import dev.runnel.bench.process.Folders;
import dev.runnel.bench.process.RunFailedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs contenders alternately: every round runs each of them once, and every other round in the opposite order, so that
 * what changes on the machine meanwhile meets all of them.
 */
public final class Rounds {
    private final Session session;
    private final Lab lab;
    private final PrintWriter out;

    public Rounds(Session session, Lab lab, PrintWriter out) {
        this.session = session;
        this.lab = lab;
        this.out = out;
    }

    /** The outcomes of the counted rounds by the contender's name. */
    public Map<String, List<Outcome>> run() throws InterruptedException {
        Options options = lab.options();
        List<Contender> contenders = new ArrayList<>(session.contenders().stream()
                .filter(c -> options.only().isEmpty() || options.only().contains(c.name()))
                .toList());
        Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
        contenders.forEach(c -> outcomes.put(c.name(), new ArrayList<>()));
        for (int round = -options.warmUps(); round < options.runs(); round++) {
            for (Contender contender : contenders) {
                Outcome outcome = run(contender, round);
                say(contender, round, outcome);
                if (round >= 0) {
                    outcomes.getOrDefault(contender.name(), List.of()).add(outcome);
                }
            }
            Collections.reverse(contenders);
        }
        return outcomes;
    }

    private Outcome run(Contender contender, int round) throws InterruptedException {
        Path folder = Folders.make(lab.folder().resolve("run-" + round + "-" + Folders.plain(contender.name())));
        try {
            return new Outcome.Measured(contender.run(folder));
        } catch (RunFailedException e) {
            Folders.keepLogs(folder, lab.programs().logs());
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        } finally {
            Folders.remove(folder);
        }
    }

    private void say(Contender contender, int round, Outcome outcome) {
        StringBuilder line = new StringBuilder(round < 0 ? "warm-up" : "run " + (round + 1))
                .append("  ")
                .append(contender.name());
        if (outcome instanceof Outcome.Measured measured) {
            for (Metric metric : session.metrics()) {
                Double value = measured.run().values().get(metric.name());
                if (value != null) {
                    line.append(String.format(Locale.ROOT, "  %s %,.1f %s", metric.name(), value, metric.unit()));
                }
            }
            line.append(
                    String.format(Locale.ROOT, "  peak %,d MiB", measured.run().peakMemory() >> 20));
        } else if (outcome instanceof Outcome.Failed failed) {
            line.append("  FAILED: ").append(failed.why());
        }
        out.println(line);
        out.flush();
    }
}
