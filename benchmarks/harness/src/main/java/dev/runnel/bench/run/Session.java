package dev.runnel.bench.run;

import java.util.List;

/** A benchmark with its data made and its servers up. */
public interface Session extends AutoCloseable {
    List<Metric> metrics();

    /** In the order of the first round. */
    List<Contender> contenders();

    List<Limit> limits();

    List<Reach> reaches();

    /** What every contender's run has in common: sizes, when the clock starts and stops. */
    List<String> rules();

    @Override
    void close();
}
