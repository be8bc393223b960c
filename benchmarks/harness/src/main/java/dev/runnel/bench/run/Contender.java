package dev.runnel.bench.run;

import dev.runnel.bench.process.RunFailedException;
import java.nio.file.Path;
import java.util.List;

/** One of those that do the work of a benchmark. Called by one thread. */
public interface Contender {
    /** As printed; unique in its benchmark. */
    String name();

    Role role();

    /** How it is set up, for a reader to check: the resources that hold its settings, and what else matters. */
    List<String> settings();

    /**
     * Does the work once, in processes of its own that have ended when this returns.
     *
     * @param folder empty, for whatever it writes; removed by the caller
     * @throws RunFailedException when the work was not done whole and in time
     */
    Run run(Path folder) throws InterruptedException;
}
