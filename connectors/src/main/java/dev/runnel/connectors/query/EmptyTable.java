package dev.runnel.connectors.query;

import dev.runnel.connectors.lake.layout.SystemColumns;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.InvalidColumns;
import dev.runnel.core.record.SystemColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A contract's columns without a row, for a table that no run has begun yet. */
final class EmptyTable {
    private EmptyTable() {}

    /** A SELECT of the columns that a stream's table will have. */
    static String of(RecordType record, boolean systemColumns) {
        Map<String, String> columns = new LinkedHashMap<>();
        record.fields().forEach(f -> columns.put(f.name(), type(f.type())));
        if (systemColumns) {
            for (SystemColumn column : SystemColumns.KEPT) {
                SystemColumns.typeOfKept(column.column()).ifPresent(t -> columns.put(column.column(), type(t)));
            }
        }
        return select(columns);
    }

    /** A SELECT of the columns that a table of invalid records will have. */
    static String ofInvalid(RecordType record) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String column : InvalidColumns.FAILURE) {
            columns.put(
                    column,
                    switch (column) {
                        case Headers.RECEIVED_AT -> "TIMESTAMPTZ";
                        case InvalidColumns.ORIGINAL_BYTES -> "BLOB";
                        case "_partition" -> "INTEGER";
                        case "_offset" -> "BIGINT";
                        default -> "VARCHAR";
                    });
        }
        List<String> names =
                InvalidColumns.of(record.fields().stream().map(Field::name).toList());
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), type(record.fields().get(i).type()));
        }
        return select(columns);
    }

    private static String select(Map<String, String> columns) {
        return columns.entrySet().stream()
                .map(c -> "NULL::" + c.getValue() + " AS " + Sql.name(c.getKey()))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    private static String type(Type type) {
        if (type instanceof Type.Primitive primitive) {
            return primitive(primitive);
        }
        if (type instanceof Type.Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof Type.ListOf list) {
            return type(list.element()) + "[]";
        }
        if (type instanceof Type.MapOf map) {
            return "MAP(VARCHAR, " + type(map.value()) + ")";
        }
        return ((RecordType) type)
                .fields().stream().map(EmptyTable::field).collect(Collectors.joining(", ", "STRUCT(", ")"));
    }

    private static String field(Field field) {
        return Sql.name(field.name()) + " " + type(field.type());
    }

    private static String primitive(Type.Primitive type) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case INT -> "INTEGER";
            case BIGINT -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case STRING, JSON -> "VARCHAR";
            case BYTES -> "BLOB";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMPTZ";
        };
    }
}
