package dev.runnel.connectors.jdbc.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of databases that are known: how their addresses begin and how they write names. */
public enum Database {
    POSTGRES("PostgreSQL", "\"", "\"", "jdbc:postgresql:"),
    MYSQL("MySQL and MariaDB", "`", "`", "jdbc:mariadb:", "jdbc:mysql:"),
    H2("H2", "\"", "\"", "jdbc:h2:"),
    SQLSERVER("SQL Server", "[", "]", "jdbc:sqlserver:"),
    SQLITE("SQLite", "\"", "\"", "jdbc:sqlite:");

    private final String title;
    private final String open;
    private final String close;
    private final List<String> prefixes;

    Database(String title, String open, String close, String... prefixes) {
        this.title = title;
        this.open = open;
        this.close = close;
        this.prefixes = List.of(prefixes);
    }

    /** The database that an address names; empty when none is known by it. */
    public static Optional<Database> of(String url) {
        return Arrays.stream(values())
                .filter(database -> database.prefixes.stream().anyMatch(url::startsWith))
                .findFirst();
    }

    /** The address as the driver takes it that is here: MariaDB's speaks with MySQL too. */
    public static String address(String url) {
        return url.startsWith("jdbc:mysql:") ? "jdbc:mariadb:" + url.substring("jdbc:mysql:".length()) : url;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** How its addresses begin. */
    public List<String> prefixes() {
        return prefixes;
    }

    /** A name as an identifier, whatever characters it has. */
    public String quote(String name) {
        return open + name.replace(close, close + close) + close;
    }

    /** Identifiers, divided by commas. */
    public String names(List<String> columns) {
        return columns.stream().map(this::quote).collect(Collectors.joining(", "));
    }
}
