package dev.runnel.engine.load;

import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** How many records a task had, over all starts of its job. Not thread safe. */
final class Count {
    private final ListState<Long> kept;
    private final long before;
    private @Nullable LongCounter counter;

    /** Takes up what the last checkpoint has. */
    Count(OperatorStateStore states, String name) throws Exception {
        kept = states.getListState(new ListStateDescriptor<>(name, Types.LONG));
        long sum = 0;
        for (Long each : kept.get()) {
            sum += each;
        }
        before = sum;
    }

    /** Lets it be read under a name while the job runs. */
    void show(RuntimeContext task, String name) {
        LongCounter shown = new LongCounter(before);
        task.addAccumulator(name, shown);
        counter = shown;
    }

    void add() {
        Objects.requireNonNull(counter).add(1);
    }

    void keep() throws Exception {
        kept.update(List.of(Objects.requireNonNull(counter).getLocalValuePrimitive()));
    }
}
