package dev.runnel.engine.row;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** The other way round from {@link RowTypes}: rows of a query as a contract's types. */
public final class ContractTypes {
    private ContractTypes() {}

    /** @throws IllegalArgumentException when a column's type has no form in contracts */
    public static RecordType of(RowType rows) {
        return new RecordType(rows.getFields().stream()
                .map(f -> Field.of(
                        f.getName(), of(f.getName(), f.getType()), !f.getType().isNullable()))
                .toList());
    }

    /**
     * The same for reading rows that were written as JSON: a column that has no form in contracts is the text of its JSON,
     * and none has to be there.
     */
    public static RecordType readable(RowType rows) {
        return new RecordType(rows.getFields().stream()
                .map(f -> Field.of(f.getName(), readable(f.getName(), f.getType()), false))
                .toList());
    }

    private static Type readable(String name, LogicalType type) {
        if (type instanceof RowType row) {
            return readable(row);
        }
        try {
            return of(name, type);
        } catch (IllegalArgumentException e) {
            return Primitive.JSON;
        }
    }

    private static Type of(String name, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> Primitive.STRING;
            case BOOLEAN -> Primitive.BOOLEAN;
            case BINARY, VARBINARY -> Primitive.BYTES;
            case DECIMAL -> new Type.Decimal(((DecimalType) type).getPrecision(), ((DecimalType) type).getScale());
            case TINYINT, SMALLINT, INTEGER -> Primitive.INT;
            case BIGINT -> Primitive.BIGINT;
            case FLOAT -> Primitive.FLOAT;
            case DOUBLE -> Primitive.DOUBLE;
            case DATE -> Primitive.DATE;
            case TIME_WITHOUT_TIME_ZONE -> Primitive.TIME;
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Primitive.TIMESTAMP;
            case ARRAY -> new Type.ListOf(of(name, ((ArrayType) type).getElementType()));
            case MAP -> new Type.MapOf(of(name, ((MapType) type).getValueType()));
            case ROW -> of((RowType) type);
            default ->
                throw new IllegalArgumentException("column " + name + " of type " + type.asSummaryString()
                        + " cannot be written in Avro or Protobuf: cast it in the query");
        };
    }
}
