package dev.runnel.cli.embedded;

/** How log lines look on the terminal. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line. */
    JSON
}
