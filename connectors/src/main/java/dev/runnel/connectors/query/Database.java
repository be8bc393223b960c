package dev.runnel.connectors.query;

import dev.runnel.core.query.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBConnection;

/** A DuckDB in memory that can read the lake and nothing else, and whose settings no query can change. Thread safe. */
final class Database implements AutoCloseable {
    private final DuckDBConnection root;

    Database(Path lake, Path dataDir) {
        try {
            Files.createDirectories(dataDir); // DuckDB makes only the last folder of its spill's path
            root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = root.createStatement()) {
                for (String setting : settings(lake, dataDir)) {
                    statement.execute(setting);
                }
            }
        } catch (SQLException | IOException e) {
            throw new QueryException("the query engine could not be started: " + e.getMessage(), e);
        }
    }

    private static List<String> settings(Path lake, Path dataDir) {
        Path spill = dataDir.toAbsolutePath().resolve("query-" + UUID.randomUUID());
        return List.of(
                "SET GLOBAL memory_limit = '256MB'",
                "SET GLOBAL threads = 2",
                "SET GLOBAL TimeZone = 'UTC'",
                "SET GLOBAL temp_directory = " + Sql.text(spill.toString()),
                "SET GLOBAL max_temp_directory_size = '1GB'",
                "SET GLOBAL autoinstall_known_extensions = false",
                "SET GLOBAL autoload_known_extensions = false",
                "SET GLOBAL parquet_metadata_cache = true",
                "SET GLOBAL allowed_directories = [" + Sql.text(lake + "/") + "]",
                "SET GLOBAL enable_external_access = false",
                "SET GLOBAL lock_configuration = true");
    }

    /** A connection of its own views; the caller closes it. */
    DuckDBConnection connect() throws SQLException {
        return (DuckDBConnection) root.duplicate();
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new QueryException("the query engine could not be closed: " + e.getMessage(), e);
        }
    }
}
