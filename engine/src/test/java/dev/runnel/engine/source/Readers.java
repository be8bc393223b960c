package dev.runnel.engine.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;

/** What readers are given and told, and looks that are made when a test says so. */
final class Readers implements SplitEnumeratorContext<HandOutTest.Word> {
    final Map<String, Gauge<?>> gauges = new HashMap<>();
    final List<String> given = new ArrayList<>();
    final List<Integer> ended = new ArrayList<>();
    long period;

    private final Map<Integer, ReaderInfo> readers = new LinkedHashMap<>();
    private @Nullable Runnable asked;

    Readers(int count) {
        for (int i = 0; i < count; i++) {
            readers.put(i, new ReaderInfo(i, "localhost"));
        }
    }

    boolean isAsked() {
        return asked != null;
    }

    /** Does what was asked for; once more where it is done again and again. */
    void look() {
        Objects.requireNonNull(asked).run();
    }

    @Override
    public <T> void callAsync(Callable<T> work, BiConsumer<T, Throwable> then) {
        asked = () -> {
            T result;
            try {
                result = work.call();
            } catch (Exception e) {
                then.accept(null, e);
                return;
            }
            then.accept(result, null);
        };
    }

    @Override
    public <T> void callAsync(Callable<T> work, BiConsumer<T, Throwable> then, long delay, long every) {
        period = every;
        callAsync(work, then);
    }

    @Override
    public void assignSplits(SplitsAssignment<HandOutTest.Word> assignment) {
        assignment.assignment().forEach((reader, splits) -> splits.stream()
                .map(SourceSplit::splitId)
                .forEach(split -> given.add(reader + ":" + split)));
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        ended.add(reader);
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers;
    }

    @Override
    public int currentParallelism() {
        return readers.size();
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return new ShownGauges();
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
        throw new AssertionError("no events are sent");
    }

    @Override
    public void runInCoordinatorThread(Runnable work) {
        work.run();
    }

    /** Keeps the gauges that are shown, by name. */
    private final class ShownGauges extends UnregisteredMetricsGroup implements SplitEnumeratorMetricGroup {
        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(name, gauge);
            return gauge;
        }

        @Override
        public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G gauge) {
            return gauge;
        }
    }
}
