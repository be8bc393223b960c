package dev.runnel.bench.report;

import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Limit;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Outcome;
import dev.runnel.bench.run.Reach;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a benchmark found.
 *
 * @param machine name and value of each fact
 */
public record Result(
        String benchmark,
        String work,
        Map<String, String> machine,
        List<String> rules,
        List<Metric> metrics,
        List<Entry> entries,
        List<Bound> limits,
        List<Reach> reaches) {

    /** One contender with the outcomes of its counted runs. */
    public record Entry(String name, Role role, List<String> settings, List<Outcome> outcomes) {
        /** What was measured of a metric; empty when no run has it. */
        public Optional<Series> series(Metric metric) {
            List<Double> values = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                if (outcome instanceof Outcome.Measured measured
                        && measured.run().values().containsKey(metric.name())) {
                    values.add(measured.run().values().get(metric.name()));
                }
            }
            return values.isEmpty() ? Optional.empty() : Optional.of(new Series(values));
        }

        /** The highest peak of all runs, in bytes. */
        public long peakMemory() {
            return outcomes.stream()
                    .mapToLong(o -> o instanceof Outcome.Measured measured
                            ? measured.run().peakMemory()
                            : 0)
                    .max()
                    .orElse(0);
        }

        /** Why runs failed, one each. */
        public List<String> failures() {
            return outcomes.stream()
                    .filter(Outcome.Failed.class::isInstance)
                    .map(o -> ((Outcome.Failed) o).why())
                    .toList();
        }
    }

    /** A limit as it came out. */
    public record Bound(String metric, String formula, double value) {}

    /** Puts together what a session's rounds gave. */
    public static Result of(
            String benchmark,
            String work,
            Map<String, String> machine,
            Session session,
            Map<String, List<Outcome>> outcomes) {
        List<Entry> entries = new ArrayList<>();
        for (Contender contender : session.contenders()) {
            List<Outcome> own = outcomes.get(contender.name());
            if (own != null) {
                entries.add(new Entry(contender.name(), contender.role(), contender.settings(), own));
            }
        }
        return new Result(
                benchmark,
                work,
                machine,
                session.rules(),
                session.metrics(),
                entries,
                limits(session, entries),
                session.reaches());
    }

    private static List<Bound> limits(Session session, List<Entry> entries) {
        List<Bound> bounds = new ArrayList<>();
        for (Limit limit : session.limits()) {
            Map<String, Double> medians = new LinkedHashMap<>();
            session.metrics().stream()
                    .filter(m -> m.name().equals(limit.metric()))
                    .forEach(m -> entries.forEach(e -> e.series(m).ifPresent(s -> medians.put(e.name(), s.median()))));
            limit.of().apply(medians).ifPresent(value -> bounds.add(new Bound(limit.metric(), limit.formula(), value)));
        }
        return bounds;
    }

    /** Runnel's own median of a metric. */
    public Optional<Double> product(Metric metric) {
        return entries.stream()
                .filter(e -> e.role() == Role.PRODUCT)
                .findFirst()
                .flatMap(e -> e.series(metric))
                .map(Series::median);
    }

    /** The limit of a metric, where it has one and its parts were measured. */
    public Optional<Bound> limit(Metric metric) {
        return limits.stream().filter(b -> b.metric().equals(metric.name())).findFirst();
    }
}
