package dev.runnel.bench.run;

import java.time.Duration;
import java.util.Set;

/**
 * How a benchmark is run.
 *
 * @param events records that each run works on
 * @param warmUps rounds that are run first and not counted
 * @param runs rounds that are counted
 * @param only contenders to run; all when empty
 * @param parallelism subtasks, tasks, threads or partitions of each contender
 * @param heap of each measured JVM, as in {@code -Xmx}
 * @param commit how often contenders make rows visible
 * @param patience the longest that one run may take
 */
public record Options(
        int events,
        int warmUps,
        int runs,
        Set<String> only,
        int parallelism,
        String heap,
        Duration commit,
        Duration patience) {
    public Options {
        only = Set.copyOf(only);
    }

    /** The same with other subtasks. */
    public Options parallel(int subtasks) {
        return new Options(events, warmUps, runs, only, subtasks, heap, commit, patience);
    }

    /** Records on which a process warms up before its run is measured: enough for Java to compile what runs most. */
    public int warmUpEvents() {
        return Math.max(10_000, events / 4);
    }
}
