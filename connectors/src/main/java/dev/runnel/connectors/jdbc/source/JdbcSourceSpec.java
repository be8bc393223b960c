package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The options of the source {@code jdbc}, their check, and the settings as {@link ReadOptions}. */
public final class JdbcSourceSpec {
    public static final Option<String> URL = Option.of(
                    "url",
                    Kinds.string(),
                    "Where the database is: `jdbc:postgresql:`, `jdbc:mariadb:`, `jdbc:mysql:`, `jdbc:sqlserver:`, `jdbc:h2:`"
                            + " or `jdbc:sqlite:`.")
            .needed();
    public static final Option<String> USER = Option.of("user", Kinds.string(), "Who signs in.");
    public static final Option<String> PASSWORD =
            Option.of("password", Kinds.secret(), "The password: `${env:NAME}` or `${file:path}`.");
    public static final Option<List<String>> TABLES = Option.of(
            "tables",
            Kinds.oneOrMore(Kinds.string()),
            "Tables by name, or by pattern with `*` and `?`: `orders`, `shop.or*`. Views by name only.");
    public static final Option<String> QUERY =
            Option.of("query", Kinds.string(), "A query whose rows are read, in place of `tables`.");
    public static final Option<Integer> FETCH_SIZE = Option.of(
                    "fetch_size",
                    Kinds.integer(1, 100_000),
                    "Rows that are fetched at once; they are in memory together, so take fewer where rows are long.")
            .or(1_000);
    public static final Option<List<String>> KEY = Option.of(
            "key",
            Kinds.oneOrMore(Kinds.string()),
            "Columns that identify a row and are never null; by default the primary key. By it, a read that broke off goes on"
                    + " where it was.");
    public static final Option<String> SPLIT_BY = Option.of(
            "split_by",
            Kinds.string(),
            "The column whose ranges are read side by side; by default the first of the key. An index on it makes it quick.");
    public static final Option<Long> SPLIT_ROWS = Option.of(
                    "split_rows", Kinds.whole(1, Long.MAX_VALUE), "About how many rows one such range has.")
            .or(250_000L);
    public static final Option<String> INCREMENT_BY = Option.of(
            "increment_by",
            Kinds.string(),
            "A column that only grows, such as `updated_at`: each read takes what came since the one before.");
    public static final Option<Duration> EVERY = Option.of(
                    "every", Kinds.duration(), "With `increment_by`: how often to look for what came.")
            .or(Duration.ofSeconds(10));
    public static final Option<Duration> LAG = Option.of(
                    "lag",
                    Kinds.duration(),
                    "How long a transaction may take: rows are read so much later, lest one that commits late is missed.")
            .or(Duration.ofSeconds(5));
    public static final Option<String> ZONE = Option.of(
                    "zone",
                    Kinds.string(),
                    "Where times lie that the database keeps without a zone: `UTC`, `Europe/Berlin`, `+02:00`.")
            .or("UTC");
    public static final Option<Boolean> TINYINT1_AS_BOOLEAN = Option.of(
                    "tinyint1_as_boolean",
                    Kinds.bool(),
                    "Whether MySQL's `tinyint(1)` is a boolean rather than a number.")
            .or(true);

    /** The declaration; nothing of it needs Flink. */
    public static final ConnectorSpec SPEC = new ConnectorSpec(
            "jdbc",
            Role.SOURCE,
            "Rows of a database's tables or of a query: all of them, or what came since the last read.",
            List.of(
                    URL,
                    USER,
                    PASSWORD,
                    TABLES,
                    QUERY,
                    FETCH_SIZE,
                    KEY,
                    SPLIT_BY,
                    SPLIT_ROWS,
                    INCREMENT_BY,
                    EVERY,
                    LAG,
                    ZONE,
                    TINYINT1_AS_BOOLEAN),
            Set.of(Capability.EXACTLY_ONCE),
            List.of(
                    "jdbc: { url: \"jdbc:postgresql://127.0.0.1/shop\", user: runnel, password: \"${env:PGPASSWORD:-}\", tables: orders }",
                    "jdbc: { url: \"jdbc:mariadb://127.0.0.1/shop\", user: runnel, tables: \"shop.or*\", increment_by: updated_at, lag: 10s }"));

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)[?&;](password|pwd|accessToken)=|//[^/?;]*:[^/?;@]*@");
    private static final Pattern READS = Pattern.compile("(?is)\\s*(\\(|select\\b|with\\b|values\\b|table\\b).*");

    private JdbcSourceSpec() {}

    /** Checks what can be known without a database. */
    public static void check(Settings settings, Diagnostics out) {
        settings.find(URL).ifPresent(url -> checkUrl(url, settings, out));
        boolean tables = settings.find(TABLES).isPresent();
        boolean query = settings.find(QUERY).isPresent();
        if (tables == query) {
            out.error(
                    query ? Code.CONFLICT : Code.MISSING_KEY,
                    query ? settings.at(QUERY) : settings.at(),
                    query ? "'tables' and 'query' are both there" : "neither 'tables' nor 'query' says what is read",
                    query ? "take one of them away" : "add 'tables:' with names or patterns, or 'query:'");
        }
        if (settings.find(INCREMENT_BY).isEmpty() && !settings.at(EVERY).equals(settings.at())) {
            out.error(
                    Code.CONFLICT,
                    settings.at(EVERY),
                    "'every' means nothing without 'increment_by': the tables are read once",
                    "add 'increment_by:' with a column that only grows, or leave 'every' out");
        }
        settings.find(TABLES)
                .filter(names -> names.stream().anyMatch(String::isBlank))
                .ifPresent(names -> out.error(
                        Code.BAD_NAME,
                        settings.at(TABLES),
                        "a table's name is empty",
                        "name a table, or a pattern such as 'or*'"));
        settings.find(QUERY)
                .filter(sql -> !READS.matcher(sql).matches())
                .ifPresent(sql -> out.error(
                        Code.WRONG_VALUE,
                        settings.at(QUERY),
                        "the query reads nothing",
                        "begin it with SELECT or WITH"));
        checkZone(settings, out);
    }

    /** Checks the option {@link #ZONE}. */
    public static void checkZone(Settings settings, Diagnostics out) {
        settings.find(ZONE)
                .filter(zone -> !isZone(zone))
                .ifPresent(zone ->
                        out.unknown(Code.WRONG_VALUE, settings.at(ZONE), "zone", zone, ZoneId.getAvailableZoneIds()));
    }

    private static void checkUrl(String url, Settings settings, Diagnostics out) {
        if (Database.of(url).isEmpty()) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(URL),
                    "no database is known by this address",
                    "it begins with one of "
                            + Arrays.stream(Database.values())
                                    .flatMap(database -> database.prefixes().stream())
                                    .collect(Collectors.joining(", ")));
        }
        checkCredentials(url, settings.at(URL), out);
    }

    /** Warns of an address that holds a password. */
    public static void checkCredentials(String url, Location at, Diagnostics out) {
        if (CREDENTIALS.matcher(url).find()) {
            out.warning(Code.SECRET, at, "a password stands in the address", "write it as 'password: ${env:NAME}'");
        }
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** What checked settings say. */
    public static ReadOptions options(Settings settings, RecordType contract) {
        return new ReadOptions(
                settings.get(URL),
                settings.find(USER),
                settings.find(PASSWORD).map(Secret::new),
                settings.find(TABLES).orElse(List.of()),
                settings.find(QUERY),
                settings.get(FETCH_SIZE),
                settings.find(KEY).orElse(List.of()),
                settings.find(SPLIT_BY),
                settings.get(SPLIT_ROWS),
                settings.find(INCREMENT_BY),
                settings.get(LAG),
                ZoneId.of(settings.get(ZONE)),
                settings.get(TINYINT1_AS_BOOLEAN),
                Optional.of(contract));
    }
}
