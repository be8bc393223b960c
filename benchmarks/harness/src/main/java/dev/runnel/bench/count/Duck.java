package dev.runnel.bench.count;

import dev.runnel.bench.process.RunFailedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts with DuckDB. Thread safe. */
public final class Duck {
    private static @Nullable Connection counting;

    private Duck() {}

    /**
     * Rows by the footers of Parquet files. Asked while a contender works, so it takes as little of the machine as it can:
     * one thread, and a database that stays open.
     */
    public static synchronized long rows(List<Path> files) {
        try {
            Connection open = counting;
            if (open == null) {
                open = DriverManager.getConnection("jdbc:duckdb:");
                ask(open, "SET threads = 1");
                counting = open;
            }
            return ask(open, "SELECT coalesce(sum(num_rows), 0)::BIGINT FROM parquet_file_metadata(" + list(files) + ")");
        } catch (SQLException e) {
            throw uncounted(e);
        }
    }

    /**
     * Reads every row.
     *
     * @throws RunFailedException when a row is missing, or is there twice
     */
    public static void verify(List<Path> files, String key, long rows) {
        if (files.isEmpty()) {
            throw new RunFailedException("there is no file at the destination");
        }
        long found = ask("SELECT count(*) FROM read_parquet(" + list(files) + ")");
        long different = ask("SELECT count(DISTINCT " + key + ") FROM read_parquet(" + list(files) + ")");
        if (found != rows || different != rows) {
            throw new RunFailedException(
                    "of " + rows + " rows " + found + " are at the destination, " + different + " of them different");
        }
    }

    private static String list(List<Path> files) {
        return files.stream()
                .map(f -> "'" + f.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static long ask(String sql) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            return ask(duck, sql);
        } catch (SQLException e) {
            throw uncounted(e);
        }
    }

    private static long ask(Connection duck, String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static RunFailedException uncounted(SQLException e) {
        return new RunFailedException("the destination cannot be counted: " + e.getMessage(), e);
    }
}
