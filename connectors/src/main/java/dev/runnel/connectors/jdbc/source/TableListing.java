package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import dev.runnel.core.diagnostic.ClosestName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds tables by names and patterns. A name is that of a table or view of the connection's own schema, or has a schema
 * and a dot before it; its case does not matter where only one is meant. A pattern has {@code *} for any characters and
 * {@code ?} for one, and finds tables only: no views, which would give rows a second time, no parts of partitioned
 * tables, none of the system's.
 */
final class TableListing {
    private static final Set<String> TABLES = Set.of("TABLE", "BASE TABLE", "PARTITIONED TABLE");
    private static final Set<String> OTHERS = Set.of("VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE");

    private final Connection connection;
    private final ReadDialect dialect;

    private record Listed(Relation.Table table, String schema, boolean whole) {}

    TableListing(Connection connection, ReadDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    List<Relation.Table> find(List<String> wanted) throws ReadFailure {
        try {
            List<Listed> all = list();
            String own = Optional.ofNullable(inCatalogs() ? connection.getCatalog() : connection.getSchema())
                    .orElse("");
            Set<Relation.Table> found = new LinkedHashSet<>();
            for (String each : wanted) {
                boolean pattern = each.indexOf('*') >= 0 || each.indexOf('?') >= 0;
                found.addAll(pattern ? matching(each, all, own) : List.of(named(each, all, own)));
            }
            return List.copyOf(found);
        } catch (SQLException e) {
            throw ReadFailure.of(e, "the tables cannot be listed", "check what the user may see");
        }
    }

    private List<Relation.Table> matching(String pattern, List<Listed> all, String own) throws ReadFailure {
        Pattern regex = Pattern.compile(
                pattern.chars()
                        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                        .collect(Collectors.joining()),
                Pattern.CASE_INSENSITIVE);
        List<Relation.Table> found = all.stream()
                .filter(Listed::whole)
                .filter(t -> pattern.indexOf('.') >= 0
                        ? regex.matcher(t.schema() + "." + t.table().name()).matches()
                        : t.schema().equals(own)
                                && regex.matcher(t.table().name()).matches())
                .map(Listed::table)
                .sorted((a, b) -> a.shown().compareTo(b.shown()))
                .toList();
        if (found.isEmpty()) {
            throw new ReadFailure(
                    "no table matches '" + pattern + "': mend the pattern, or give the user leave to see the table",
                    false);
        }
        return found;
    }

    private static Relation.Table named(String name, List<Listed> all, String own) throws ReadFailure {
        List<Listed> found =
                all.stream().filter(t -> isMeant(t, name, own, false)).toList();
        if (found.isEmpty()) {
            found = all.stream().filter(t -> isMeant(t, name, own, true)).toList();
        }
        if (found.size() == 1) {
            return found.get(0).table();
        }
        if (found.size() > 1) {
            throw new ReadFailure(
                    "'" + name + "' could be any of "
                            + found.stream()
                                    .map(t -> t.table().shown())
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ": write it in the same case",
                    false);
        }
        boolean qualified = name.indexOf('.') >= 0;
        List<String> names = all.stream()
                .filter(t -> qualified || t.schema().equals(own))
                .map(t -> qualified
                        ? t.schema() + "." + t.table().name()
                        : t.table().name())
                .toList();
        throw new ReadFailure(
                "there is no table '" + name + "'" + (qualified || own.isEmpty() ? "" : " in " + own)
                        + ClosestName.of(name, names)
                                .map(closest -> ": did you mean '" + closest + "'?")
                                .orElse(": write its name as the database has it, with the schema and a dot before it"
                                        + " when it is another than the user's own"),
                false);
    }

    private static boolean isMeant(Listed listed, String name, String own, boolean anyCase) {
        String bare = listed.table().name();
        String full = listed.schema() + "." + bare;
        return anyCase
                ? full.equalsIgnoreCase(name) || (listed.schema().equals(own) && bare.equalsIgnoreCase(name))
                : full.equals(name) || (listed.schema().equals(own) && bare.equals(name));
    }

    private List<Listed> list() throws SQLException {
        Set<List<String>> parts = parts();
        List<Listed> listed = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getTables(null, null, "%", null)) {
            while (rows.next()) {
                String type = String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
                String catalog = inCatalogs() ? rows.getString("TABLE_CAT") : null;
                String schema = inCatalogs() ? null : rows.getString("TABLE_SCHEM");
                String space = text(catalog == null ? schema : catalog);
                if (!dialect.systemSchemas().contains(space.toLowerCase(Locale.ROOT))
                        && (TABLES.contains(type) || OTHERS.contains(type))) {
                    String name = rows.getString("TABLE_NAME");
                    boolean whole = TABLES.contains(type) && !parts.contains(List.of(space, name));
                    listed.add(new Listed(new Relation.Table(catalog, schema, name), space, whole));
                }
            }
        }
        return listed;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private Set<List<String>> parts() throws SQLException {
        Set<List<String>> parts = new HashSet<>();
        if (dialect.parts().isPresent()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(dialect.parts().get())) {
                while (rows.next()) {
                    parts.add(List.of(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return parts;
    }

    private boolean inCatalogs() {
        return dialect.database() == Database.MYSQL;
    }
}
