package dev.runnel.bench.run;

/**
 * Something that every run of a benchmark measures.
 *
 * @param name unique in the benchmark
 * @param unit as printed
 * @param higherIsBetter or else lower
 */
public record Metric(String name, String unit, boolean higherIsBetter) {
    public static Metric higher(String name, String unit) {
        return new Metric(name, unit, true);
    }

    public static Metric lower(String name, String unit) {
        return new Metric(name, unit, false);
    }
}
