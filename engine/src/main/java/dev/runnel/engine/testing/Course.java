package dev.runnel.engine.testing;

/** How the models of a test run. What comes of it must be the same in each way. */
public enum Course {
    /** From the first record to the last, one task for each step. */
    PLAIN,
    /** With two tasks for each step. */
    PARALLEL,
    /** Ended at a savepoint in the middle of the records, and started anew from there. */
    RESTORED;

    int parallelism() {
        return this == PARALLEL ? 2 : 1;
    }
}
