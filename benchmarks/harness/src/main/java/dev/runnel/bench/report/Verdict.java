package dev.runnel.bench.report;

import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Reach;
import java.util.Locale;
import java.util.Optional;

/** Whether the product reaches what it is to reach. */
record Verdict(String text, Optional<Boolean> reached) {

    static Verdict of(Result result, Reach reach) {
        Metric metric = result.metrics().stream()
                .filter(m -> m.name().equals(reach.metric()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no metric " + reach.metric()));
        String sign = metric.higherIsBetter() ? ">=" : "<=";
        boolean plain = reach.against().equals(Reach.ITSELF);
        String goal = plain
                ? "%s %s %s %s".formatted(metric.name(), sign, figure(reach.bound()), metric.unit())
                : "%s %s %s x %s".formatted(metric.name(), sign, figure(reach.bound()), reach.against());
        Optional<Double> found = result.product(metric)
                .flatMap(own ->
                        plain ? Optional.of(own) : base(result, metric, reach).map(other -> own / other));
        return found.map(value -> {
                    boolean reached = metric.higherIsBetter() ? value >= reach.bound() : value <= reach.bound();
                    return new Verdict(
                            goal + ": " + figure(value) + (reached ? ", reached" : ", missed"), Optional.of(reached));
                })
                .orElseGet(() -> new Verdict(goal + ": not measured", Optional.empty()));
    }

    private static Optional<Double> base(Result result, Metric metric, Reach reach) {
        if (reach.against().equals(Reach.LIMIT)) {
            return result.limit(metric).map(Result.Bound::value);
        }
        return result.entries().stream()
                .filter(e -> e.name().equals(reach.against()))
                .findFirst()
                .flatMap(e -> e.series(metric))
                .map(Series::median);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
    }
}
