package dev.runnel.cli.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads the lake's files with DuckDB as a user would: without anything of Runnel's. */
final class Lake {
    private final Path table;

    Lake(Path dataFolder, String table) {
        this.table = dataFolder.resolve("lake").resolve(table);
    }

    /** The rows of a query in which {@code files} stands for the table. */
    List<List<Object>> query(String sql) throws SQLException {
        // A leading dot or underscore hides a file from every reader of lakes.
        String files = "read_parquet('" + table + "/**/part-*.parquet', hive_partitioning = true)";
        List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.replace("files", files))) {
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    long count() throws SQLException {
        return ((Number) query("SELECT count(*) FROM files").get(0).get(0)).longValue();
    }
}
