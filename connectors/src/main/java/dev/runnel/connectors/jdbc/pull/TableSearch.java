package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.Interval;
import dev.runnel.connectors.jdbc.source.Position;
import dev.runnel.connectors.jdbc.source.ReadFailure;
import dev.runnel.connectors.jdbc.source.Relation;
import dev.runnel.connectors.jdbc.source.Split;
import dev.runnel.engine.source.Search;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Divides what tables have, or what came to them, into ranges. */
final class TableSearch implements Search<TableSplit, Planned> {
    private final TableReading reading;
    private Planned planned;

    TableSearch(TableReading reading, Planned before) {
        this.reading = reading;
        this.planned = before;
    }

    /** Asks the database, and waits until what gets its value now can be seen. */
    @Override
    public Found<TableSplit, Planned> look() throws ReadFailure, InterruptedException {
        try (DatabaseSession session = reading.open()) {
            Map<Relation, @Nullable Interval> next = next(session);
            Thread.sleep(settle(next).toMillis());
            List<TableSplit> found = new ArrayList<>();
            Map<Relation, Interval> intervals = new HashMap<>(planned.intervals());
            long number = planned.numbers();
            for (Map.Entry<Relation, @Nullable Interval> each : next.entrySet()) {
                for (Split split : session.splits(each.getKey(), each.getValue())) {
                    found.add(new TableSplit(number++, split, Position.START));
                }
                if (each.getValue() != null) {
                    intervals.put(each.getKey(), each.getValue());
                }
            }
            planned = new Planned(number, intervals);
            return new Found<>(found, planned);
        }
    }

    /** What is to be read now; without an interval where everything is. */
    private Map<Relation, @Nullable Interval> next(DatabaseSession session) throws ReadFailure {
        Map<Relation, @Nullable Interval> next = new LinkedHashMap<>();
        for (Relation relation : session.relations()) {
            Interval interval = reading.every() == null
                    ? null
                    : session.interval(relation, planned.intervals().get(relation));
            if (interval == null || !interval.isEmpty()) {
                next.put(relation, interval);
            }
        }
        return next;
    }

    private static Duration settle(Map<Relation, @Nullable Interval> next) {
        Duration longest = Duration.ZERO;
        for (Interval interval : next.values()) {
            if (interval != null && interval.settle().compareTo(longest) > 0) {
                longest = interval.settle();
            }
        }
        return longest;
    }
}
