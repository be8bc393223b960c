package dev.runnel.schema.export;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.util.stream.Collectors;

/** Writes a contract as {@code CREATE TABLE} in Flink SQL, the types that models see. */
public final class ContractSql {
    private ContractSql() {}

    /** One statement, with its semicolon. */
    public static String of(Contract contract) {
        return contract.type().fields().stream()
                .map(ContractSql::column)
                .collect(Collectors.joining(",\n", "CREATE TABLE " + quoted(contract.stream()) + " (\n", "\n);\n"));
    }

    private static String column(Field field) {
        String comment = field.description().isEmpty()
                ? ""
                : " COMMENT '" + field.description().replace("'", "''") + "'";
        return "  " + quoted(field.name()) + " " + type(field.type()) + notNull(field) + comment;
    }

    private static String notNull(Field field) {
        return field.required() ? " NOT NULL" : "";
    }

    private static String type(Type type) {
        if (type instanceof RecordType row) {
            return row.fields().stream()
                    .map(f -> quoted(f.name()) + " " + type(f.type()) + notNull(f))
                    .collect(Collectors.joining(", ", "ROW<", ">"));
        }
        if (type instanceof Type.ListOf list) {
            return "ARRAY<" + type(list.element()) + ">";
        }
        if (type instanceof Type.MapOf map) {
            return "MAP<STRING, " + type(map.value()) + ">";
        }
        if (type instanceof Type.Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
        }
        return primitive((Type.Primitive) type);
    }

    private static String primitive(Type.Primitive type) {
        return switch (type) {
            case BOOLEAN, INT, BIGINT, FLOAT, DOUBLE, STRING, BYTES, DATE -> type.name();
            case TIME -> "TIME(3)";
            case TIMESTAMP -> "TIMESTAMP_LTZ(6)";
            case JSON -> "STRING";
        };
    }

    private static String quoted(String name) {
        return "`" + name + "`";
    }
}
