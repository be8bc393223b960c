package dev.runnel.connectors.jdbc;

import dev.runnel.connectors.jdbc.dialect.Database;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/** What one kind of database calls things, and how it replaces a row by its key. */
enum Dialect {
    H2(Database.H2) {
        @Override
        String upsert(String table, List<String> columns, List<String> key) {
            return "MERGE INTO " + quoted(table) + " (" + names(columns) + ") KEY (" + names(key) + ") VALUES ("
                    + marks(columns) + ")";
        }

        @Override
        String text(boolean inKey) {
            return "VARCHAR";
        }

        @Override
        String bytes() {
            return "VARBINARY";
        }

        @Override
        String json() {
            return "VARCHAR";
        }

        @Override
        String instant() {
            return "TIMESTAMP(6) WITH TIME ZONE";
        }
    },
    POSTGRES(Database.POSTGRES) {
        @Override
        String upsert(String table, List<String> columns, List<String> key) {
            String set = columns.stream()
                    .filter(c -> !key.contains(c))
                    .map(c -> quote(c) + " = EXCLUDED." + quote(c))
                    .collect(Collectors.joining(", "));
            return insert(table, columns) + " ON CONFLICT (" + names(key) + ") DO "
                    + (set.isEmpty() ? "NOTHING" : "UPDATE SET " + set);
        }

        @Override
        String text(boolean inKey) {
            return "TEXT";
        }

        @Override
        String bytes() {
            return "BYTEA";
        }

        @Override
        String json() {
            return "JSONB";
        }

        @Override
        String instant() {
            return "TIMESTAMP(6) WITH TIME ZONE";
        }
    },
    MYSQL(Database.MYSQL) {
        @Override
        String upsert(String table, List<String> columns, List<String> key) {
            return insert(table, columns) + " ON DUPLICATE KEY UPDATE "
                    + columns.stream()
                            .map(c -> quote(c) + " = VALUES(" + quote(c) + ")")
                            .collect(Collectors.joining(", "));
        }

        @Override
        String text(boolean inKey) {
            return inKey ? "VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "LONGTEXT CHARACTER SET utf8mb4";
        }

        @Override
        String bytes() {
            return "LONGBLOB";
        }

        @Override
        String json() {
            return "JSON";
        }

        @Override
        String instant() {
            return "DATETIME(6)"; // its TIMESTAMP ends in 2038
        }

        @Override
        String local() {
            return "DATETIME(6)";
        }
    };

    /** How the addresses of databases begin that are known. */
    static final List<String> PREFIXES = Stream.of(values())
            .flatMap(dialect -> dialect.database.prefixes().stream())
            .toList();

    private final Database database;

    Dialect(Database database) {
        this.database = database;
    }

    static Optional<Dialect> of(String url) {
        return Database.of(url).flatMap(database -> Stream.of(values())
                .filter(dialect -> dialect.database == database)
                .findFirst());
    }

    /** A statement with a mark for each column, that writes a row in place of the one with its key. */
    abstract String upsert(String table, List<String> columns, List<String> key);

    /** @param inKey whether it is to be part of a primary key */
    abstract String text(boolean inKey);

    abstract String bytes();

    abstract String json();

    abstract String instant();

    String local() {
        return "TIMESTAMP(6)";
    }

    /** The type of a column; nested values are JSON. */
    String type(LogicalType type, boolean inKey) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> "BOOLEAN";
            case TINYINT, SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case FLOAT -> this == MYSQL ? "FLOAT" : "REAL";
            case DOUBLE -> "DOUBLE PRECISION";
            case DECIMAL ->
                "DECIMAL(" + ((DecimalType) type).getPrecision() + "," + ((DecimalType) type).getScale() + ")";
            case CHAR, VARCHAR -> text(inKey);
            case BINARY, VARBINARY -> bytes();
            case DATE -> "DATE";
            case TIME_WITHOUT_TIME_ZONE -> "TIME(3)";
            case TIMESTAMP_WITHOUT_TIME_ZONE -> local();
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> instant();
            default -> json();
        };
    }

    String delete(String table, List<String> key) {
        return "DELETE FROM " + quoted(table) + " WHERE "
                + key.stream().map(c -> quote(c) + " = ?").collect(Collectors.joining(" AND "));
    }

    String insert(String table, List<String> columns) {
        return "INSERT INTO " + quoted(table) + " (" + names(columns) + ") VALUES (" + marks(columns) + ")";
    }

    /** A table's name with its schema. */
    String quoted(String table) {
        return Stream.of(table.split("\\.")).map(this::quote).collect(Collectors.joining("."));
    }

    String quote(String name) {
        return database.quote(name);
    }

    String names(List<String> columns) {
        return database.names(columns);
    }

    private static String marks(List<String> columns) {
        return String.join(", ", columns.stream().map(c -> "?").toList());
    }
}
