package dev.runnel.bench.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of one contender.
 *
 * @param values by the metric's name; what a contender cannot do is missing
 * @param peakMemory bytes of resident memory at their highest, of all its processes
 */
public record Run(Map<String, Double> values, long peakMemory) {
    public Run {
        values = Map.copyOf(new LinkedHashMap<>(values));
    }
}
