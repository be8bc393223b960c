package dev.runnel.connectors.query;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryEngine;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import dev.runnel.core.query.QueryResult.Column;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Read-only SQL (DuckDB's) over a pipeline's lake tables. Holds no lock on any file and writes none but DuckDB's own
 * spill below the data folder; queries share 256 MB and two threads. Of two columns with one name the second is given a
 * number. Thread safe.
 */
public final class LakeQuery implements QueryEngine {
    private final LakeTables tables;
    private final Database database;
    private final Watchdog watchdog = new Watchdog();

    /**
     * Opens an empty database in memory; the lake is first looked at by a query.
     *
     * @throws QueryException when the environment's lake is not on a local disk
     */
    public LakeQuery(Pipeline pipeline, Environment environment) {
        this.tables = new LakeTables(pipeline, environment);
        this.database = new Database(tables.root(), environment.dataDir());
    }

    @Override
    public QueryResult query(String sql, QueryLimits limits) {
        long started = System.nanoTime();
        try (DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                Watchdog.Watch watch = watchdog.watch(statement, limits.time())) {
            try {
                return run(sql, limits, connection, statement, watch, started);
            } catch (SQLException e) {
                throw watch.expired() ? tooLong(limits.time()) : DuckErrors.translate(e, tables.names());
            }
        } catch (SQLException e) {
            throw new QueryException("the query could not be started or ended: " + e.getMessage(), e);
        }
    }

    private QueryResult run(
            String sql,
            QueryLimits limits,
            DuckDBConnection connection,
            Statement statement,
            Watchdog.Watch watch,
            long started)
            throws SQLException {
        ReadOnlySql query = ReadOnlySql.check(sql, connection);
        for (String view : tables.views(query)) {
            if (!watch.expired()) {
                statement.execute(view);
            }
        }
        if (watch.expired()) {
            throw tooLong(limits.time());
        }
        try (ResultSet rows = statement.executeQuery(query.limited(limits.rows() + 1L))) {
            return read(rows, limits, started);
        }
    }

    private static QueryResult read(ResultSet rows, QueryLimits limits, long started) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Column(meta.getColumnName(i), meta.getColumnTypeName(i)));
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        boolean truncated = false;
        while (rows.next()) {
            if (values.size() == limits.rows()) {
                truncated = true;
                break;
            }
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                row.add(DuckValues.plain(rows.getObject(i)));
            }
            values.add(row);
        }
        return new QueryResult(columns, values, truncated, Duration.ofNanos(System.nanoTime() - started));
    }

    private static QueryException tooLong(Duration time) {
        return new QueryException("the query took longer than " + time.toMillis()
                + " ms and was stopped; narrow it, or allow it more time");
    }

    @Override
    public void close() {
        watchdog.close();
        database.close();
    }
}
