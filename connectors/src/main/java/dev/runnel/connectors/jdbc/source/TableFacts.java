package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.column.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What drivers tell of tables beside their columns. */
final class TableFacts {
    private final Connection connection;

    TableFacts(Connection connection) {
        this.connection = connection;
    }

    /** The primary key's columns in its order; none where there is none. */
    List<String> primaryKey(Relation.Table table) throws SQLException {
        TreeMap<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = connection.getMetaData().getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    /** Whether an index over all rows keeps a column's values apart. */
    boolean isUnique(Relation.Table table, String column) throws SQLException {
        Map<String, Set<String>> indexes = new HashMap<>();
        try (ResultSet rows =
                connection.getMetaData().getIndexInfo(table.catalog(), table.schema(), table.name(), true, true)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                if (index != null && rows.getString("FILTER_CONDITION") == null) {
                    indexes.computeIfAbsent(index, i -> new HashSet<>()).add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return indexes.containsValue(Set.of(column));
    }

    /** Columns of MySQL's with their types as declared: in a result, enums and sets are no others than text. */
    List<Column> withDeclaredTypes(Relation.Table table, List<Column> columns) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (ResultSet rows = connection.getMetaData().getColumns(table.catalog(), null, escaped(table.name()), "%")) {
            while (rows.next()) {
                types.put(
                        rows.getString("COLUMN_NAME"),
                        rows.getString("TYPE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return columns.stream()
                .map(c -> {
                    String declared = types.getOrDefault(c.name(), c.typeName());
                    return declared.equals("enum") || declared.equals("set") ? c.withTypeName(declared) : c;
                })
                .toList();
    }

    private String escaped(String name) throws SQLException {
        String escape = connection.getMetaData().getSearchStringEscape();
        return name.replace("_", escape + "_").replace("%", escape + "%");
    }
}
