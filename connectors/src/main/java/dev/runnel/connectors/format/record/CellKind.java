package dev.runnel.connectors.format.record;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.util.Optional;

/** What a contract expects of a cell, as far as it matters for writing the cell as JSON. */
public enum CellKind {
    /** Text, or a column that no field is found in. */
    TEXT,
    NUMBER,
    BOOLEAN,
    /** Any JSON value, or a list, mapping or row of them. */
    JSON,
    DATE,
    TIME,
    TIMESTAMP;

    /** Of the column of a {@link SourceShape}. */
    public static CellKind of(RecordType shape, String column) {
        Optional<Type> type = shape.field(column).map(Field::type);
        if (type.isEmpty()) {
            return TEXT;
        }
        return type.get() instanceof Type.Primitive primitive ? of(primitive) : ofComposed(type.get());
    }

    private static CellKind of(Type.Primitive type) {
        return switch (type) {
            case BOOLEAN -> BOOLEAN;
            case INT, BIGINT, FLOAT, DOUBLE -> NUMBER;
            case STRING, BYTES -> TEXT;
            case JSON -> JSON;
            case DATE -> DATE;
            case TIME -> TIME;
            case TIMESTAMP -> TIMESTAMP;
        };
    }

    private static CellKind ofComposed(Type type) {
        return type instanceof Type.Decimal ? NUMBER : JSON;
    }
}
