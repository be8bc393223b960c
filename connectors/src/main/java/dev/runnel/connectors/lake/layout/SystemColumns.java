package dev.runnel.connectors.lake.layout;

import dev.runnel.core.contract.Type;
import dev.runnel.core.record.SystemColumn;
import java.util.List;
import java.util.Optional;

/** Which system columns a table keeps. */
public final class SystemColumns {
    /** Kept beside the contract's columns unless {@code system_columns: false}, in this order. */
    public static final List<SystemColumn> KEPT =
            List.of(SystemColumn.RECEIVED_AT, SystemColumn.CORRELATION_ID, SystemColumn.PARTITION, SystemColumn.OFFSET);

    private SystemColumns() {}

    /** Whether a column belongs into the table: every column of the user's, and the kept ones of ours when wanted. */
    public static boolean lands(String column, boolean wanted) {
        return !SystemColumn.isSystem(column)
                || (wanted && KEPT.stream().anyMatch(c -> c.column().equals(column)));
    }

    /** The type of a kept column; empty for every other name. */
    public static Optional<Type> typeOfKept(String column) {
        return KEPT.stream().filter(c -> c.column().equals(column)).findFirst().map(SystemColumns::type);
    }

    private static Type type(SystemColumn column) {
        return switch (column) {
            case EVENT_TIME, RECEIVED_AT -> Type.Primitive.TIMESTAMP;
            case PARTITION -> Type.Primitive.INT;
            case OFFSET -> Type.Primitive.BIGINT;
            case CORRELATION_ID, SCHEMA_ID -> Type.Primitive.STRING;
        };
    }
}
