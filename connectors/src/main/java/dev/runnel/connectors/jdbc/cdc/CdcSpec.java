package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.connectors.jdbc.source.JdbcSourceSpec;
import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options of the source {@code cdc} and their check. */
final class CdcSpec {
    /** Members of a record beside its columns; written where the contract has a field for them. */
    static final String OPERATION = "_op";

    static final String TABLE = "_table";
    static final String CHANGED_AT = "_changed_at";

    static final Option<String> URL = Option.of(
                    "url",
                    Kinds.string(),
                    "Where the database is: `jdbc:postgresql://host:port/database`, or `jdbc:mysql:` or `jdbc:mariadb:`.")
            .needed();
    static final Option<String> USER = Option.of(
                    "user", Kinds.string(), "Who signs in; needs the right to replicate, and to read the tables.")
            .needed();
    static final Option<String> PASSWORD = JdbcSourceSpec.PASSWORD;
    static final Option<List<String>> TABLES = Option.of(
                    "tables",
                    Kinds.oneOrMore(Kinds.string()),
                    "Tables by name, or by pattern with `*` and `?`: those that are there at the first start.")
            .needed();
    static final Option<String> SNAPSHOT = Option.of(
                    "snapshot",
                    Kinds.word("initial", "never"),
                    "Whether the first start gives the rows that are there, before their changes.")
            .or("initial");
    static final Option<String> DELETES = Option.of(
                    "deletes",
                    Kinds.word("record", "skip"),
                    "Whether a deleted row becomes a record, which the field `_op` tells from the others.")
            .or("record");
    static final Option<String> ZONE = JdbcSourceSpec.ZONE;
    static final Option<Boolean> TINYINT1_AS_BOOLEAN = JdbcSourceSpec.TINYINT1_AS_BOOLEAN;

    static final ConnectorSpec SPEC = new ConnectorSpec(
            "cdc",
            Role.SOURCE,
            "Rows of a database's tables and then each change of them, deletes included, from the server's own log.",
            List.of(URL, USER, PASSWORD, TABLES, SNAPSHOT, DELETES, ZONE, TINYINT1_AS_BOOLEAN),
            Set.of(Capability.EXACTLY_ONCE),
            List.of(
                    "cdc: { url: \"jdbc:postgresql://127.0.0.1/shop\", user: runnel, password: \"${env:PGPASSWORD:-}\", tables: public.orders, deletes: skip }",
                    "cdc: { url: \"jdbc:mariadb://127.0.0.1/shop\", user: runnel, tables: \"shop.or*\", snapshot: never, deletes: skip }"));

    private CdcSpec() {}

    /** Checks what can be known without a database. */
    static void check(Settings settings, RecordType type, Diagnostics out) {
        settings.find(URL).ifPresent(url -> checkUrl(url, settings, out));
        JdbcSourceSpec.checkZone(settings, out);
        boolean deletes = settings.get(DELETES).equals("record");
        if (deletes && !type.fields().isEmpty() && field(type, OPERATION).isEmpty()) {
            out.error(
                    Code.MISSING_KEY,
                    settings.at(),
                    "deleted rows become records here, and the contract has nothing that tells them from others",
                    "add the field 'op: { type: string!, path: _op }' (read, insert, update, delete), or write"
                            + " 'deletes: skip'");
        }
    }

    private static void checkUrl(String url, Settings settings, Diagnostics out) {
        Optional<Database> database = Database.of(url);
        if (database.filter(d -> d == Database.POSTGRES || d == Database.MYSQL).isEmpty()) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(URL),
                    database.isEmpty()
                            ? "no database is known by this address"
                            : "changes are read from PostgreSQL, MySQL and MariaDB only",
                    "it begins with jdbc:postgresql:, jdbc:mysql: or jdbc:mariadb:; from others, 'jdbc' with"
                            + " 'increment_by' reads what came");
        } else if (ServerAddress.of(url).isEmpty()) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(URL),
                    "the address does not name one host and a database",
                    "write it as " + url.replaceFirst("^(jdbc:[a-z]+:).*", "$1") + "//host:port/database");
        }
        JdbcSourceSpec.checkCredentials(url, settings.at(URL), out);
    }

    /** The field of a contract that takes a member. */
    static Optional<Field> field(RecordType type, String member) {
        return type.fields().stream()
                .filter(f -> f.path().orElse(f.name()).equals(member))
                .findFirst();
    }
}
