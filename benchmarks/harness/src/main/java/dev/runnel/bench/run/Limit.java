package dev.runnel.bench.run;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the machine could do at best.
 *
 * @param metric of which it is the limit
 * @param formula as printed
 * @param of the limit from the contenders' medians, when all that it needs were measured
 */
public record Limit(String metric, String formula, Function<Map<String, Double>, Optional<Double>> of) {}
