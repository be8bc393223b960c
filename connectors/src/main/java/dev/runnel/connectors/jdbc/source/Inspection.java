package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.Moments;
import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.connectors.jdbc.dialect.KeyKind;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.diagnostic.ClosestName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what a relation's columns are, and which of them order its rows. */
final class Inspection {
    private final Connection connection;
    private final ReadDialect dialect;
    private final ReadOptions options;
    private final TableFacts facts;

    Inspection(Connection connection, ReadDialect dialect, ReadOptions options) {
        this.connection = connection;
        this.dialect = dialect;
        this.options = options;
        facts = new TableFacts(connection);
    }

    Shape shape(Relation relation) throws ReadFailure {
        try {
            List<Column> columns = columns(relation);
            checkNames(relation, columns);
            List<KeyColumn> key = key(relation, columns);
            Optional<KeyColumn> splitBy = options.splitBy().isPresent()
                    ? Optional.of(among(
                            key, ordering(relation, columns, options.splitBy().get(), "split_by")))
                    : key.stream().findFirst();
            Optional<KeyColumn> increment = options.incrementBy().isPresent()
                    ? Optional.of(among(
                            key,
                            ordering(relation, columns, options.incrementBy().get(), "increment_by")))
                    : Optional.empty();
            boolean unique = increment.isPresent()
                    && (key.equals(List.of(increment.get()))
                            || (relation instanceof Relation.Table table
                                    && facts.isUnique(table, increment.get().name())));
            return new Shape(relation, columns, key, splitBy, increment, unique);
        } catch (SQLException e) {
            throw ReadFailure.of(
                    e, relation.shown() + " cannot be read", "mend the query, or check what the user may see");
        }
    }

    /** A column of the key is known to be never null. */
    private static KeyColumn among(List<KeyColumn> key, KeyColumn column) {
        return key.stream()
                .filter(k -> k.name().equals(column.name()))
                .findFirst()
                .orElse(column);
    }

    private List<Column> columns(Relation relation) throws SQLException, ReadFailure {
        if (relation instanceof Relation.Query query) {
            try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
                ResultSetMetaData result = statement.getMetaData();
                if (result == null) {
                    throw new ReadFailure("the query gives no rows: begin it with SELECT", false);
                }
                return Column.of(result);
            }
        }
        try (PreparedStatement statement =
                        connection.prepareStatement(dialect.empty(relation.from(dialect.database())));
                ResultSet none = statement.executeQuery()) {
            List<Column> columns = Column.of(none.getMetaData());
            return dialect.database() == Database.MYSQL
                    ? facts.withDeclaredTypes((Relation.Table) relation, columns)
                    : columns;
        }
    }

    private static void checkNames(Relation relation, List<Column> columns) throws ReadFailure {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new ReadFailure(
                        relation.shown() + " has two columns '" + column.name() + "': give one another name with AS",
                        false);
            }
        }
    }

    private List<KeyColumn> key(Relation relation, List<Column> columns) throws SQLException, ReadFailure {
        List<KeyColumn> key = new ArrayList<>();
        if (!options.key().isEmpty()) {
            for (String name : options.key()) {
                KeyColumn column = ordering(relation, columns, name, "key");
                if (relation instanceof Relation.Table && column.column().nullable()) {
                    throw new ReadFailure(
                            "the column '" + column.name() + "' of " + relation.shown()
                                    + " can be null, so it is no key: name others in 'key'",
                            false);
                }
                key.add(new KeyColumn(column.column().notNull(), column.kind()));
            }
        } else if (relation instanceof Relation.Table table) {
            List<String> primary = facts.primaryKey(table);
            for (String name : primary) {
                Optional<KeyColumn> column = columns.stream()
                        .filter(c -> c.name().equals(name))
                        .filter(c -> isNeverNull(c, primary))
                        .findFirst()
                        .flatMap(this::ordering);
                if (column.isEmpty()) {
                    return List.of();
                }
                key.add(new KeyColumn(
                        column.get().column().notNull(), column.get().kind()));
            }
        }
        return List.copyOf(key);
    }

    /** SQLite takes nulls in primary keys, but not in those that are the row's number. */
    private boolean isNeverNull(Column column, List<String> primary) {
        return dialect.database() != Database.SQLITE
                || !column.nullable()
                || (primary.size() == 1 && column.bareType().equals("integer"));
    }

    private KeyColumn ordering(Relation relation, List<Column> columns, String name, String option) throws ReadFailure {
        List<String> names = columns.stream().map(Column::name).toList();
        Column column = columns.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .or(() -> only(columns.stream()
                        .filter(c -> c.name().equalsIgnoreCase(name))
                        .toList()))
                .orElseThrow(() -> new ReadFailure(
                        relation.shown() + " has no column '" + name + "', which '" + option + "' names"
                                + ClosestName.of(name, names)
                                        .map(closest -> ": did you mean '" + closest + "'?")
                                        .orElse(": it has " + String.join(", ", names)),
                        false));
        return ordering(column)
                .orElseThrow(() -> new ReadFailure(
                        "the column '" + column.name() + "' of " + relation.shown() + " is " + column.typeName()
                                + ", which '" + option
                                + "' cannot go by: name one of whole or exact numbers, dates, times or text",
                        false));
    }

    private static Optional<Column> only(List<Column> columns) {
        return columns.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty();
    }

    private Optional<KeyColumn> ordering(Column column) {
        if (!dialect.orders(column) || dialect.expression(column).isPresent()) {
            return Optional.empty();
        }
        Moments moments = new Moments(options.zone(), TimeFormat.ISO);
        return KeyKind.of(dialect.reading(column, moments, options.tinyintAsBoolean()))
                .map(kind -> new KeyColumn(column, kind));
    }
}
