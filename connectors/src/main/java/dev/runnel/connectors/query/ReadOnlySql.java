package dev.runnel.connectors.query;

import dev.runnel.core.query.QueryException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * One statement that only reads, as DuckDB's own parser sees it: its tree, written out as JSON, holds nothing but kinds
 * of SELECT (DESCRIBE, SHOW, SUMMARIZE, VALUES and TABLE are such to it). In that JSON a quote inside a text is escaped,
 * so what these patterns match is never a user's literal.
 *
 * @param text the SQL as given
 * @param explains whether it asks for the plan of a query rather than its rows
 * @param tables names that may be tables
 * @param lists whether it asks what tables there are
 * @param selects how many SELECTs it is made of
 * @param functions names of functions and operators that it calls
 */
record ReadOnlySql(
        String text, boolean explains, Set<String> tables, boolean lists, int selects, Set<String> functions) {
    private static final Pattern EXPLAIN = Pattern.compile("^\\s*EXPLAIN(\\s+ANALYZE)?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NODE = Pattern.compile("\"type\":\"(\\w+_NODE)\"");
    private static final Set<String> READING =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");
    private static final Pattern TABLE = Pattern.compile("\"table_name\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern FUNCTION = Pattern.compile("\"function_name\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LISTING =
            Pattern.compile("\"type\":\"SHOW_REF\"|information_schema|duckdb_|pg_catalog|sqlite_master");

    ReadOnlySql {
        tables = Set.copyOf(tables);
        functions = Set.copyOf(functions);
    }

    private static final String REFUSED = "only queries are allowed here: one statement that begins with SELECT, WITH,"
            + " FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN";

    /**
     * Takes a statement that only reads.
     *
     * @throws QueryException for any other, and for what is not SQL
     */
    static ReadOnlySql check(String sql, DuckDBConnection connection) throws SQLException {
        Matcher explain = EXPLAIN.matcher(sql);
        boolean explains = explain.find();
        String query = explains ? sql.substring(explain.end()) : sql;
        String parsed = parse(query, connection);
        Matcher node = NODE.matcher(parsed);
        int selects = 0;
        while (node.find()) {
            selects++;
            if (!READING.contains(node.group(1))) {
                throw new QueryException(REFUSED);
            }
        }
        return new ReadOnlySql(
                sql, explains, names(TABLE, parsed), LISTING.matcher(parsed).find(), selects, names(FUNCTION, parsed));
    }

    private static String parse(String query, DuckDBConnection connection) throws SQLException {
        String parse = "SELECT t, t->>'error_type', t->>'error_message', json_array_length(t, '$.statements')"
                + " FROM (SELECT json_serialize_sql(?)::JSON AS t)";
        try (PreparedStatement statement = connection.prepareStatement(parse)) {
            statement.setString(1, query);
            try (ResultSet answer = statement.executeQuery()) {
                if (!answer.next()) {
                    throw new QueryException(REFUSED);
                }
                String error = answer.getString(2);
                if (error != null) {
                    throw new QueryException(error.equals("parser") ? "not SQL: " + answer.getString(3) : REFUSED);
                }
                if (answer.getLong(4) != 1) {
                    throw new QueryException(REFUSED);
                }
                return answer.getString(1);
            }
        }
    }

    private static Set<String> names(Pattern pattern, String parsed) {
        Set<String> names = new HashSet<>();
        Matcher name = pattern.matcher(parsed);
        while (name.find()) {
            names.add(name.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        return names;
    }

    /**
     * The statement to run for so many rows. The query goes in as a text, which DuckDB again takes only for a single
     * SELECT, and keeps its order; without the limit all of a large result would be gathered in memory.
     */
    String limited(long rows) {
        return explains ? text : "FROM query(" + Sql.text(text) + ") LIMIT " + rows;
    }
}
