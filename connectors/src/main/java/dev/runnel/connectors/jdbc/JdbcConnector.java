package dev.runnel.connectors.jdbc;

import dev.runnel.connectors.jdbc.pull.TablesProbe;
import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Writes rows to a table of a database, each with the same effect however often it is written. */
public final class JdbcConnector implements DestinationConnector {
    static final Option<String> URL = Option.of(
            "url",
            Kinds.string(),
            "Where the database is: `jdbc:postgresql:`, `jdbc:mariadb:`, `jdbc:mysql:` or `jdbc:h2:`; by default the"
                    + " store, an H2 database below the data folder.");
    static final Option<String> USER = Option.of("user", Kinds.string(), "Who signs in.");
    static final Option<String> PASSWORD =
            Option.of("password", Kinds.secret(), "The password: `${env:NAME}` or `${file:path}`.");
    static final Option<String> TABLE = Option.of(
            "table",
            Kinds.string(),
            "The table, `name` or `schema.name`; made when it is not there. By default the stream's or model's name.");
    static final Option<Integer> BATCH = Option.of(
                    "batch", Kinds.integer(1, 10_000), "Most rows that are written at once.")
            .or(500);

    private static final Pattern TABLE_NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}(\\.[A-Za-z_][A-Za-z0-9_]{0,62})?");

    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "jdbc",
            Role.DESTINATION,
            "Rows of a database's table: a stream's by their position in the log, a model's by its key.",
            List.of(URL, USER, PASSWORD, TABLE, BATCH),
            Set.of(Capability.APPEND, Capability.UPSERT, Capability.KEYED, Capability.EXACTLY_ONCE),
            List.of(
                    "jdbc: { table: silver_measurements }",
                    "jdbc: { url: \"jdbc:postgresql://127.0.0.1/shop\", user: runnel, password: \"${env:PGPASSWORD:-}\", table: public.events }"));

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        settings.find(URL)
                .filter(url -> Dialect.of(url).isEmpty())
                .ifPresent(url -> out.error(
                        Code.WRONG_VALUE,
                        settings.at(URL),
                        "no database is known by this address",
                        "it begins with one of " + String.join(", ", Dialect.PREFIXES)));
        settings.find(TABLE)
                .filter(table -> !TABLE_NAME.matcher(table).matches())
                .ifPresent(table -> out.error(
                        Code.BAD_NAME,
                        settings.at(TABLE),
                        "'" + table + "' cannot name a table",
                        "use letters, digits and _, with the schema and a dot before where there is one"));
    }

    /** Asks whether the database takes the user; a table that is not there is made. */
    @Override
    public void probe(Settings settings, Path directory, FileAccess files, Diagnostics out) {
        if (settings.find(URL).isPresent()) {
            TablesProbe.connect(settings, URL, USER, PASSWORD, out);
        }
    }

    @Override
    public Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target) {
        return Optional.of(JdbcTable.attach(rows, target));
    }
}
