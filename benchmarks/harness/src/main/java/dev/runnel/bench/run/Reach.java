package dev.runnel.bench.run;

/**
 * What the product is to reach in one metric.
 *
 * @param against a contender's name, {@link #LIMIT}, or {@link #ITSELF} for a plain figure
 * @param bound of the ratio to it, or of the figure: at least, where higher is better, and at most where lower is
 */
public record Reach(String metric, String against, double bound) {
    public static final String LIMIT = "limit";
    public static final String ITSELF = "";
}
