package dev.runnel.bench.report;

import java.util.Arrays;
import java.util.List;

/** What the counted runs of one contender measured of one metric, in order of size; at least one. */
public record Series(List<Double> values) {
    public Series {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a series has at least one value");
        }
    }

    public double median() {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double lowest() {
        return values.get(0);
    }

    public double highest() {
        return values.get(values.size() - 1);
    }
}
