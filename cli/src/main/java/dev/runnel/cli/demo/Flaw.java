package dev.runnel.cli.demo;

/** Mistakes that real clients make: each breaks the example's contract in another way. */
enum Flaw {
    UNKNOWN_TYPE,
    NO_TIMESTAMP,
    NEGATIVE_PRICE,
    TEXT_FOR_NUMBER,
    BAD_ADDRESS
}
