package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.source.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Debezium's tasks are told: values as text wherever it has a choice, memory bounded, failures handed on at once. */
final class TaskProperties {
    /** Stands for a large value that PostgreSQL does not write again since it did not change. */
    static final String UNCHANGED = "__runnel_unchanged_value__";

    private static final int POSTGRES_PORT = 5432;
    private static final int MYSQL_PORT = 3306;
    private static final long FIRST_REPLICA = 1_000_000;

    private TaskProperties() {}

    static Map<String, String> of(CdcSettings settings, Server server, CdcPosition position, boolean isSnapshot) {
        ServerAddress address = settings.address();
        Map<String, String> p = new HashMap<>();
        p.put("name", position.id());
        p.put("task.id", "0");
        p.put("topic.prefix", position.id());
        p.put("database.hostname", address.host());
        p.put("database.user", settings.user());
        p.put("database.password", settings.passwordText());
        p.put("table.include.list", included(settings, position.tables()));
        p.put("snapshot.mode", isSnapshot ? "initial" : "no_data");
        p.put("snapshot.fetch.size", "1000");
        p.put("max.batch.size", "1024");
        p.put("max.queue.size", "4096");
        p.put("max.queue.size.in.bytes", String.valueOf(16 << 20));
        p.put("poll.interval.ms", "50");
        p.put("errors.max.retries", "0");
        p.put("tombstones.on.delete", "false");
        p.put("skipped.operations", "none");
        p.put("decimal.handling.mode", "string");
        p.put("binary.handling.mode", "bytes");
        if (server == Server.POSTGRES) {
            postgres(p, position.id(), address);
        } else {
            binlog(p, server, settings, position);
        }
        return p;
    }

    private static void postgres(Map<String, String> p, String id, ServerAddress address) {
        p.put("time.precision.mode", "isostring");
        p.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        p.put("database.port", String.valueOf(address.portOr(POSTGRES_PORT)));
        p.put("database.dbname", address.database());
        address.parameters().forEach((name, value) -> p.put("database." + name, value));
        p.put("plugin.name", "pgoutput");
        p.put("slot.name", id);
        p.put("slot.max.retries", "1");
        p.put("slot.retry.delay.ms", "500");
        p.put("publication.name", id);
        p.put("publication.autocreate.mode", "filtered");
        p.put("publish.via.partition.root", "true");
        p.put("provide.transaction.metadata", "true");
        // A transaction without a change, so that the slot moves on while only other tables are written.
        p.put("heartbeat.interval.ms", "10000");
        p.put("heartbeat.action.query", "SELECT pg_logical_emit_message(true, 'runnel', '')");
        p.put("message.prefix.exclude.list", ".*");
        p.put("include.unknown.datatypes", "true");
        p.put("interval.handling.mode", "string");
        p.put("hstore.handling.mode", "json");
        p.put("unavailable.value.placeholder", UNCHANGED);
    }

    private static void binlog(Map<String, String> p, Server server, CdcSettings settings, CdcPosition position) {
        ServerAddress address = settings.address();
        p.put(
                "connector.class",
                server == Server.MARIADB
                        ? "io.debezium.connector.mariadb.MariaDbConnector"
                        : "io.debezium.connector.mysql.MySqlConnector");
        p.put("time.precision.mode", "adaptive_time_microseconds"); // as text, times of a day and more would be cut
        p.put("database.port", String.valueOf(address.portOr(MYSQL_PORT)));
        p.put(
                "database.include.list",
                position.tables().stream()
                        .map(table -> quoted(space(settings, table)))
                        .distinct()
                        .collect(Collectors.joining(",")));
        // A replica's number: another one for each reading, above those that people give.
        p.put("database.server.id", String.valueOf((position.id().hashCode() & 0x3fff_ffff) + FIRST_REPLICA));
        p.put("schema.history.internal", SchemaRecords.class.getName());
        p.put(SchemaRecords.ID, position.id());
        p.put("schema.history.internal.store.only.captured.tables.ddl", "true");
        p.put("include.schema.changes", "false");
        p.put("bigint.unsigned.handling.mode", "precise");
        p.put("enable.time.adjuster", "false");
        p.put("connect.timeout.ms", "10000");
        // In seconds: a reader that is held up by what comes behind it is not cut off.
        p.put("binlog.net.write.timeout", "3600");
        p.put("heartbeat.interval.ms", "1000");
        address.parameters().forEach((name, value) -> {
            if (name.equalsIgnoreCase("sslMode")) {
                p.put("database.ssl.mode", sslMode(server, value));
            } else {
                p.put("driver." + name, value);
            }
        });
    }

    /** The two connectors have words of their own for the same. */
    static String sslMode(Server server, String value) {
        boolean isMaria = server == Server.MARIADB;
        return switch (value.toLowerCase(Locale.ROOT).replace('-', '_')) {
            case "disable", "disabled" -> isMaria ? "disable" : "disabled";
            case "trust", "required" -> isMaria ? "trust" : "required";
            case "verify_ca" -> isMaria ? "verify-ca" : "verify_ca";
            case "verify_full", "verify_identity" -> isMaria ? "verify-full" : "verify_identity";
            default -> value;
        };
    }

    private static String included(CdcSettings settings, List<Relation.Table> tables) {
        return tables.stream()
                .map(table -> quoted(space(settings, table)) + "\\." + quoted(table.name()))
                .collect(Collectors.joining(","));
    }

    private static String quoted(String name) {
        return Pattern.quote(name).replace(",", "\\E\\x2C\\Q");
    }

    /** The schema of a PostgreSQL's table; the database of a MySQL's, which drivers call a catalog. */
    static String space(CdcSettings settings, Relation.Table table) {
        return settings.isPostgres()
                ? Objects.requireNonNull(table.schema())
                : Objects.requireNonNullElseGet(
                        table.catalog(), () -> settings.address().database());
    }
}
