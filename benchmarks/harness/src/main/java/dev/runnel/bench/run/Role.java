package dev.runnel.bench.run;

/** What a contender is there for. */
public enum Role {
    /** Runnel: what the ratios are about. */
    PRODUCT,
    /** Runnel once more, as if it were another: its ratio to the product shows how far chance goes. */
    CONTROL,
    /** Another system that does the same work. */
    PEER,
    /** A part of the work alone, with nothing around it: what the limit is made of. */
    LIMIT
}
