package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import io.debezium.connector.mariadb.MariaDbConnectorTask;
import io.debezium.connector.mysql.MySqlConnectorTask;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.apache.kafka.connect.source.SourceTask;

/** What keeps the changes: servers that speak one language may keep them in different ways. */
enum Server {
    POSTGRES,
    MYSQL,
    MARIADB;

    /** Asks the server where its address leaves it open: MariaDB answers to MySQL's, too. */
    static Server of(CdcSettings settings) throws IOException {
        if (settings.isPostgres()) {
            return POSTGRES;
        }
        try (Connection database = DatabaseSession.connect(settings.reading())) {
            return named(database.getMetaData().getDatabaseProductName()
                    + " "
                    + database.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new IOException("the server does not say what it is: " + e.getMessage(), e);
        }
    }

    /** MySQL or MariaDB, by what one of them says it is. */
    static Server named(String product) {
        return product.toLowerCase(Locale.ROOT).contains("mariadb") ? MARIADB : MYSQL;
    }

    /** A new task of Debezium's that reads from it. */
    SourceTask task() {
        return switch (this) {
            case POSTGRES -> new PostgresConnectorTask();
            case MYSQL -> new MySqlConnectorTask();
            case MARIADB -> new MariaDbConnectorTask();
        };
    }
}
