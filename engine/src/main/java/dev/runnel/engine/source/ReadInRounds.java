package dev.runnel.engine.source;

/** A source that, where it ends, can look at each start for what came since, in rounds. */
public interface ReadInRounds {

    /**
     * Says where it remembers what it read when it has ended; called before it is used. Without it each start that has no
     * checkpoint begins with nothing.
     */
    void remembersIn(Rounds where);
}
