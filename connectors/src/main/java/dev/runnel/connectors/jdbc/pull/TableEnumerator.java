package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.Interval;
import dev.runnel.connectors.jdbc.source.Position;
import dev.runnel.connectors.jdbc.source.ReadFailure;
import dev.runnel.connectors.jdbc.source.Relation;
import dev.runnel.connectors.jdbc.source.Split;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Divides tables into ranges, and hands these out one by one. Used by one thread, but for the division itself. */
final class TableEnumerator implements SplitEnumerator<TableSplit, Planned> {
    private static final Logger LOG = LoggerFactory.getLogger(TableEnumerator.class);
    /** Between two looks, whatever is asked for. */
    private static final long LEAST_MILLIS = 100;

    private final SplitEnumeratorContext<TableSplit> context;
    private final TableReading reading;
    private final Deque<TableSplit> waiting;
    private final Set<Integer> idle = new LinkedHashSet<>();
    /** Of the divisions alone, which come one after the other: the next may begin before the last one's are here. */
    private final Map<Relation, Interval> last;

    private Map<Relation, Interval> intervals;
    private boolean any;
    private long numbers;

    TableEnumerator(SplitEnumeratorContext<TableSplit> context, TableReading reading, Planned before) {
        this.context = context;
        this.reading = reading;
        this.waiting = new ArrayDeque<>(before.waiting());
        this.any = before.any();
        this.numbers = before.numbers();
        this.intervals = Map.copyOf(before.intervals());
        this.last = new HashMap<>(before.intervals());
    }

    /** What one division made, and the interval of each relation then. */
    private record Divided(List<Split> splits, Map<Relation, Interval> intervals) {}

    @Override
    public void start() {
        if (reading.every() != null) {
            context.callAsync(
                    this::divide,
                    this::take,
                    0,
                    Math.max(LEAST_MILLIS, reading.every().toMillis()));
        } else if (!any) {
            context.callAsync(this::divide, this::take);
        }
    }

    /** Runs beside everything else: it asks the database, and waits until what gets its value now can be seen. */
    private Divided divide() throws ReadFailure, InterruptedException {
        try (DatabaseSession session = reading.open()) {
            List<Relation> relations = session.relations();
            Map<Relation, @Nullable Interval> next = new LinkedHashMap<>();
            Duration settle = Duration.ZERO;
            for (Relation relation : relations) {
                Interval interval = reading.every() == null ? null : session.interval(relation, last.get(relation));
                if (interval == null || !interval.isEmpty()) {
                    next.put(relation, interval);
                    settle = interval != null && interval.settle().compareTo(settle) > 0 ? interval.settle() : settle;
                }
            }
            Thread.sleep(settle.toMillis());
            List<Split> splits = new ArrayList<>();
            for (Map.Entry<Relation, @Nullable Interval> each : next.entrySet()) {
                splits.addAll(session.splits(each.getKey(), each.getValue()));
                if (each.getValue() != null) {
                    last.put(each.getKey(), each.getValue());
                }
            }
            return new Divided(splits, Map.copyOf(last));
        }
    }

    private void take(@Nullable Divided divided, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("the tables cannot be looked at", failure);
            // Without its cause: people are shown the innermost one, and this says what to do.
            throw new FlinkRuntimeException(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
        Divided made = Objects.requireNonNull(divided);
        made.splits().forEach(split -> waiting.add(new TableSplit(numbers++, split, Position.START)));
        intervals = made.intervals();
        any = true;
        for (int reader : List.copyOf(idle)) {
            handOut(reader);
        }
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        handOut(reader);
    }

    private void handOut(int reader) {
        TableSplit next = context.registeredReaders().containsKey(reader) ? waiting.poll() : null;
        if (next != null) {
            idle.remove(reader);
            context.assignSplit(next, reader);
        } else if (any && reading.every() == null) {
            idle.remove(reader);
            context.signalNoMoreSplits(reader);
        } else {
            idle.add(reader);
        }
    }

    @Override
    public void addSplitsBack(List<TableSplit> splits, int reader) {
        idle.remove(reader);
        splits.forEach(waiting::addFirst);
    }

    @Override
    public void addReader(int reader) {
        // it asks when it has nothing to read
    }

    @Override
    public Planned snapshotState(long checkpoint) {
        return Planned.of(any, numbers, intervals, List.copyOf(waiting));
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
