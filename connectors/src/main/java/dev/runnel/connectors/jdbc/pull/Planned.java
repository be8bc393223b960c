package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.Interval;
import dev.runnel.connectors.jdbc.source.Relation;
import java.util.Map;

/**
 * What is remembered of the reads so far.
 *
 * @param numbers how many splits were made
 * @param intervals the last one of each relation, where a growing column is read
 */
record Planned(long numbers, Map<Relation, Interval> intervals) {
    static final Planned NOTHING = new Planned(0, Map.of());

    Planned {
        intervals = Map.copyOf(intervals);
    }
}
