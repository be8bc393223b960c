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

/** Counts with DuckDB. */
public final class Duck {
    private Duck() {}

    /** Rows by the footers of Parquet files. */
    public static long rows(List<Path> files) {
        return ask("SELECT coalesce(sum(num_rows), 0)::BIGINT FROM parquet_file_metadata(" + list(files) + ")");
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
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new RunFailedException("the destination cannot be counted: " + e.getMessage(), e);
        }
    }
}
