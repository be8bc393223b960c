package dev.runnel.bench.run;

/** One measurement: contenders that do the same work on the same bytes. */
public interface Benchmark {
    /** As named on the command line. */
    String name();

    /** The work, in a line. */
    String work();

    /** Makes the data and starts the servers that all contenders share. */
    Session open(Lab lab) throws InterruptedException;
}
