package dev.runnel.connectors.jdbc.dialect;

import dev.runnel.connectors.jdbc.column.ColumnReading;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.util.Optional;

/** How the values of a column that orders rows are kept as text, so that they come back exactly. */
public enum KeyKind {
    /** Whole numbers of any size. */
    WHOLE,
    /** Exact numbers. */
    DECIMAL,
    /** Bytes, in hexadecimal digits. */
    BYTES,
    /** Dates and points in time, in the database's own text. */
    TIME,
    /** Everything else with an order, in the database's own text. */
    TEXT;

    /** Empty for what has no order that text carries exactly: binary fractions, lists, JSON. */
    public static Optional<KeyKind> of(ColumnReading reading) {
        if (reading.type() instanceof Type.Decimal decimal) {
            return Optional.of(decimal.scale() == 0 ? WHOLE : DECIMAL);
        }
        if (!(reading.type() instanceof Primitive primitive)) {
            return Optional.empty();
        }
        return switch (primitive) {
            case INT, BIGINT -> Optional.of(WHOLE);
            case BYTES -> Optional.of(BYTES);
            case DATE, TIMESTAMP -> Optional.of(TIME);
            case STRING -> Optional.of(TEXT);
            case BOOLEAN, FLOAT, DOUBLE, TIME, JSON -> Optional.empty();
        };
    }
}
