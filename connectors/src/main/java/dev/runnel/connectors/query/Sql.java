package dev.runnel.connectors.query;

/** Pieces of SQL from texts that may hold anything. */
final class Sql {
    private Sql() {}

    /** A string literal. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A quoted identifier. */
    static String name(String value) {
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
