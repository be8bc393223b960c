package dev.runnel.engine.load;

import dev.runnel.core.environment.JobMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * How many records a task had, over all starts of its job, and how many of them before the job was started last. Not thread
 * safe.
 */
final class Count {
    private final ListState<Long> kept;
    /** The job of the last start, in two halves, and the number at its beginning. */
    private final ListState<Tuple3<Long, Long, Long>> start;

    private final long before;
    private final List<Tuple3<Long, Long, Long>> starts = new ArrayList<>();
    private @Nullable LongCounter counter;
    private @Nullable Tuple3<Long, Long, Long> begun;

    /** Takes up what the last checkpoint has. */
    Count(OperatorStateStore states, String name) throws Exception {
        kept = states.getListState(new ListStateDescriptor<>(name, Types.LONG));
        start = states.getListState(
                new ListStateDescriptor<>(name + "-start", Types.TUPLE(Types.LONG, Types.LONG, Types.LONG)));
        long sum = 0;
        for (Long each : kept.get()) {
            sum += each;
        }
        before = sum;
        start.get().forEach(starts::add);
    }

    /** Lets it be read under a name while the job runs, and under another one what earlier starts had. */
    void show(RuntimeContext task, String name) {
        LongCounter shown = new LongCounter(before);
        task.addAccumulator(name, shown);
        counter = shown;
        Tuple3<Long, Long, Long> first = start(task.getJobInfo().getJobId());
        task.addAccumulator(JobMonitor.earlier(name), new LongCounter(first.f2));
        begun = first;
    }

    /** A job that Flink starts again after a failure keeps its number; one that is started anew has another. */
    private Tuple3<Long, Long, Long> start(JobID job) {
        for (Tuple3<Long, Long, Long> each : starts) {
            if (each.f0 == job.getUpperPart() && each.f1 == job.getLowerPart()) {
                return each;
            }
        }
        return Tuple3.of(job.getUpperPart(), job.getLowerPart(), before);
    }

    void add() {
        Objects.requireNonNull(counter).add(1);
    }

    void keep() throws Exception {
        kept.update(List.of(Objects.requireNonNull(counter).getLocalValuePrimitive()));
        start.update(List.of(Objects.requireNonNull(begun)));
    }
}
