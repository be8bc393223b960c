package dev.runnel.core.pipeline;

import dev.runnel.core.diagnostic.Location;
import java.util.Locale;

/**
 * A data check of a model: a condition that each row of its result is to meet.
 *
 * @param rule a SQL condition over the columns of the result; a row for which it is false or unknown (null) fails
 * @param onFail what becomes of a row that fails
 * @param at where the rule's first character stands
 */
public record Expectation(String rule, OnFail onFail, Location at) {

    /** What becomes of a row that fails a data check. */
    public enum OnFail {
        /** It becomes an invalid record and does not reach the destinations, nor models that read this one. */
        INVALID,
        /** It is counted and passes. */
        WARN,
        /** The model's job ends. */
        FAIL;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
