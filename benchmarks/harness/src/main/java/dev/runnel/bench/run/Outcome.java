package dev.runnel.bench.run;

/** What became of one run of one contender. */
public sealed interface Outcome {
    /** The work was done. */
    record Measured(Run run) implements Outcome {}

    /** It was not. */
    record Failed(String why) implements Outcome {}
}
