package dev.runnel.engine.testing;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** The contract's types of the values that {@link dev.runnel.engine.row.JsonRows} writes. */
final class ColumnTypes {
    private ColumnTypes() {}

    static RecordType of(RowType row) {
        return new RecordType(row.getFields().stream()
                .map(f -> Field.of(f.getName(), of(f.getType()), false))
                .toList());
    }

    private static Type of(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> Primitive.BOOLEAN;
            case TINYINT, SMALLINT, INTEGER -> Primitive.INT;
            case BIGINT, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> Primitive.BIGINT;
            case FLOAT -> Primitive.FLOAT;
            case DOUBLE -> Primitive.DOUBLE;
            case DECIMAL -> new Type.Decimal(((DecimalType) type).getPrecision(), ((DecimalType) type).getScale());
            case BINARY, VARBINARY -> Primitive.BYTES;
            case DATE -> Primitive.DATE;
            case TIME_WITHOUT_TIME_ZONE -> Primitive.TIME;
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Primitive.TIMESTAMP;
            case ARRAY -> new Type.ListOf(of(((ArrayType) type).getElementType()));
            case MAP -> new Type.MapOf(of(((MapType) type).getValueType()));
            case MULTISET -> new Type.MapOf(Primitive.INT);
            case ROW -> of((RowType) type);
            default -> Primitive.STRING;
        };
    }
}
