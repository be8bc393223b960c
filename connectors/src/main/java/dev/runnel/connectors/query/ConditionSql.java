package dev.runnel.connectors.query;

import dev.runnel.core.query.QueryException;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;

/**
 * A condition as part of a SELECT. Only functions of which a row costs little are let in: DuckDB works out constant
 * parts such as {@code range(1000000000)} before it runs a query, where neither its memory limit nor a timeout holds.
 */
final class ConditionSql {
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "//", "%", "||", "->", "->>", "~~", "!~~", "~~*", "!~~*", "~~~");
    private static final Set<String> FUNCTIONS = new TreeSet<>(Set.of(
            "abs",
            "contains",
            "date_diff",
            "date_part",
            "date_trunc",
            "ends_with",
            "epoch_ms",
            "get_current_timestamp",
            "greatest",
            "ilike_escape",
            "json_extract",
            "json_extract_string",
            "json_valid",
            "least",
            "left",
            "length",
            "like_escape",
            "lower",
            "not_ilike_escape",
            "not_like_escape",
            "now",
            "octet_length",
            "prefix",
            "regexp_extract",
            "regexp_full_match",
            "regexp_matches",
            "replace",
            "right",
            "starts_with",
            "strlen",
            "substr",
            "substring",
            "suffix",
            "to_days",
            "to_hours",
            "to_minutes",
            "to_seconds",
            "today",
            "trunc",
            "trim",
            "try_strptime",
            "upper"));

    private ConditionSql() {}

    /**
     * The indexes of a table's rows that satisfy a condition. It stands on lines of its own, so that a comment in it ends
     * where it does.
     *
     * @throws QueryException when it is more than a condition
     */
    static String select(String table, String condition, DuckDBConnection connection) throws SQLException {
        String select = "SELECT _row FROM " + table + " WHERE (\n" + condition + "\n) ORDER BY _row";
        ReadOnlySql parsed = ReadOnlySql.check(select, connection);
        if (condition.isBlank() || parsed.selects() != 1) {
            throw new QueryException("a condition is what follows WHERE, without a SELECT in it:"
                    + " code = 'type' AND field = 'price'");
        }
        for (String function : parsed.functions()) {
            if (!OPERATORS.contains(function) && !FUNCTIONS.contains(function)) {
                throw new QueryException("a condition on invalid records has no " + function + "; it may use "
                        + String.join(", ", FUNCTIONS));
            }
        }
        return select;
    }
}
