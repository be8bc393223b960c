package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.source.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Debezium's task is told: values as text wherever it has a choice, memory bounded, failures handed on at once. */
final class TaskProperties {
    /** Stands for a large value that PostgreSQL does not write again since it did not change. */
    static final String UNCHANGED = "__runnel_unchanged_value__";

    private static final int POSTGRES_PORT = 5432;

    private TaskProperties() {}

    static Map<String, String> of(CdcSettings settings, CdcPosition position, boolean isSnapshot) {
        ServerAddress address = settings.address();
        Map<String, String> p = new HashMap<>();
        p.put("name", position.id());
        p.put("task.id", "0");
        p.put("topic.prefix", position.id());
        p.put("database.hostname", address.host());
        p.put("database.user", settings.user());
        p.put("database.password", settings.passwordText());
        p.put("table.include.list", included(position.tables()));
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
        p.put("time.precision.mode", "isostring");
        p.put("binary.handling.mode", "bytes");
        log(p, position.id(), address);
        return p;
    }

    private static void log(Map<String, String> p, String id, ServerAddress address) {
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

    private static String included(List<Relation.Table> tables) {
        return tables.stream()
                .map(table -> Stream.of(table.schema(), table.name())
                        .map(part -> Pattern.quote(Objects.requireNonNull(part)).replace(",", "\\E\\x2C\\Q"))
                        .collect(Collectors.joining("\\.")))
                .collect(Collectors.joining(","));
    }
}
