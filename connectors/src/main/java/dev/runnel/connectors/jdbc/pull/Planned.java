package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.Interval;
import dev.runnel.connectors.jdbc.source.Relation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of the reads so far.
 *
 * @param any whether there was one
 * @param numbers how many splits were made
 * @param intervals the last one of each relation, where a growing column is read
 * @param waiting splits that nobody has begun to read
 */
record Planned(boolean any, long numbers, HashMap<Relation, Interval> intervals, ArrayList<TableSplit> waiting)
        implements Serializable {
    static Planned nothing() {
        return of(false, 0, Map.of(), List.of());
    }

    static Planned of(boolean any, long numbers, Map<Relation, Interval> intervals, List<TableSplit> waiting) {
        return new Planned(any, numbers, new HashMap<>(intervals), new ArrayList<>(waiting));
    }
}
