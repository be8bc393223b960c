package dev.runnel.connectors.jdbc;

import dev.runnel.core.record.Violation;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads in a database's error whether a row is to blame, and says so in the database's own words. */
final class Refusals {
    /**
     * Classes of SQLSTATE (ISO/IEC 9075-2, table 38, and PostgreSQL's own) that blame the row: data, integrity, a view's
     * check option, limits that one row exceeds, exceptions that triggers raise.
     */
    private static final Set<String> OF_ROWS = Set.of("22", "23", "44", "45", "54", "P0");

    /** MariaDB and MySQL give these for a value, under the general state: wrong string, truncated, wrong value, check. */
    private static final Set<Integer> OF_ROWS_IN_MYSQL = Set.of(1364, 1366, 1265, 1292, 3819, 4025);

    private Refusals() {}

    /** Whether the row is refused for good; otherwise the database is away, busy, or the table is another. */
    static boolean blamesRow(SQLException error, Dialect dialect) {
        SQLException cause = cause(error);
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        return OF_ROWS.contains(state.substring(0, Math.min(2, state.length())))
                || (dialect == Dialect.MYSQL && OF_ROWS_IN_MYSQL.contains(cause.getErrorCode()));
    }

    /** @param columns of the table: the one that the message names is the field */
    static Violation violation(SQLException error, String table, List<String> columns) {
        SQLException cause = cause(error);
        String message = firstLine(String.valueOf(cause.getMessage()));
        return new Violation(
                Violation.Reason.WRITE,
                columns.stream().filter(c -> names(message, c)).findFirst().orElse(""),
                "the table " + table + " refused the row: " + message + " (SQLSTATE " + cause.getSQLState() + ")",
                -1);
    }

    /** A batch's error says little; the one behind it says more. */
    private static SQLException cause(SQLException error) {
        if (error instanceof BatchUpdateException) {
            if (error.getNextException() != null) {
                return error.getNextException();
            }
            if (error.getCause() instanceof SQLException cause) {
                return cause;
            }
        }
        return error;
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        int statement = line.indexOf("; SQL statement:");
        return statement < 0 ? line : line.substring(0, statement);
    }

    private static boolean names(String message, String column) {
        String text = message.toLowerCase(Locale.ROOT);
        String name = column.toLowerCase(Locale.ROOT);
        return text.contains("\"" + name + "\"")
                || text.contains("'" + name + "'")
                || text.contains("`" + name + "`")
                || text.contains("\"" + name + " ");
    }
}
