package dev.runnel.cli.embedded;

import dev.runnel.core.query.ConditionEngine;
import dev.runnel.core.record.InvalidFacts;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the database with the first condition, as {@link LazyQuery} does with the first query. */
final class LazyConditions implements ConditionEngine {
    private final Supplier<ConditionEngine> open;
    private @Nullable ConditionEngine engine;

    LazyConditions(Supplier<ConditionEngine> open) {
        this.open = open;
    }

    @Override
    public List<Integer> matching(String condition, List<InvalidFacts> records, Duration time) {
        return engine().matching(condition, records, time);
    }

    private synchronized ConditionEngine engine() {
        ConditionEngine opened = engine;
        if (opened == null) {
            opened = open.get();
            engine = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
