package dev.runnel.connectors.jdbc.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.jdbc.source.Relation;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tasks are told; the one for MySQL meets no server here. */
class TaskPropertiesTest {
    private static final String MYSQL = "jdbc:mysql://db.local:3307/shop?sslMode=verify-ca&connectTimeout=5";

    private static Map<String, String> properties(String url, Server server, Relation.Table... tables) {
        CdcSettings settings = SomeSettings.of(url);
        return TaskProperties.of(
                settings, server, CdcPosition.named("runnel_s_1").of(List.of(tables)), true);
    }

    @ParameterizedTest
    @CsvSource({
        "MariaDB 11.4.5-MariaDB-log, MARIADB",
        "MySQL 5.5.5-10.6.7-MariaDB, MARIADB",
        "MySQL 8.4.3, MYSQL",
        "MySQL 9.1.0-commercial, MYSQL"
    })
    void theServerSaysWhatItIs(String product, Server server) {
        assertThat(Server.named(product)).isEqualTo(server);
    }

    @Test
    void eachServerHasItsTask() {
        assertThat(Stream.of(Server.values())
                        .map(Server::task)
                        .map(SourceTask::getClass)
                        .map(Class::getSimpleName))
                .containsExactly("PostgresConnectorTask", "MySqlConnectorTask", "MariaDbConnectorTask");
    }

    @Test
    void addressesAreTakenApart() {
        Map<String, String> mysql = properties(MYSQL, Server.MYSQL, new Relation.Table(null, null, "orders"));
        assertThat(mysql)
                .containsEntry("database.hostname", "db.local")
                .containsEntry("database.port", "3307")
                .containsEntry("database.ssl.mode", "verify_ca")
                .containsEntry("driver.connectTimeout", "5")
                .containsEntry("connector.class", "io.debezium.connector.mysql.MySqlConnector")
                .containsEntry("snapshot.mode", "initial")
                .containsEntry("schema.history.internal", SchemaRecords.class.getName());
        assertThat(properties(MYSQL, Server.MARIADB, new Relation.Table(null, null, "orders")))
                .containsEntry("database.ssl.mode", "verify-ca")
                .containsEntry("connector.class", "io.debezium.connector.mariadb.MariaDbConnector");
    }

    /** Debezium takes lists of expressions, divided by commas, that have to match a whole name. */
    @Test
    void onlyTheTablesThatAreMeantAreIncluded() {
        Map<String, String> mysql = properties(
                MYSQL, Server.MYSQL, new Relation.Table(null, null, "a.b,c"), new Relation.Table("other", null, "x"));
        List<Pattern> included = Stream.of(
                        mysql.getOrDefault("table.include.list", "").split(","))
                .map(Pattern::compile)
                .toList();
        assertThat(included).hasSize(2);
        assertThat(included.get(0).matcher("shop.a.b,c").matches()).isTrue();
        assertThat(included.get(0).matcher("shop.aXb,c").matches()).isFalse();
        assertThat(included.get(1).matcher("other.x").matches()).isTrue();
        assertThat(mysql.getOrDefault("database.include.list", "").split(",")).hasSize(2);
    }

    @Test
    void eachReadingIsAReplicaOfItsOwn() {
        long id = Long.parseLong(properties(MYSQL, Server.MYSQL).getOrDefault("database.server.id", "0"));
        assertThat(id).isBetween(1_000_000L, (1L << 32) - 1);
    }
}
