package dev.runnel.engine.row;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.record.SystemColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** The one place that says which Flink type a contract's type is. */
public final class RowTypes {
    /** System columns of a landed row, after the contract's. */
    public static final List<SystemColumn> LANDED =
            List.of(SystemColumn.RECEIVED_AT, SystemColumn.CORRELATION_ID, SystemColumn.PARTITION, SystemColumn.OFFSET);

    private RowTypes() {}

    /** The type of a field's values; a required field is NOT NULL. */
    public static LogicalType of(Field field) {
        return of(field.type()).copy(!field.required());
    }

    /** The nullable type of a contract's type. A json value is its text; elements and values of containers may be null. */
    public static LogicalType of(Type type) {
        if (type instanceof Type.Primitive primitive) {
            return of(primitive);
        }
        if (type instanceof Type.Decimal decimal) {
            return new DecimalType(decimal.precision(), decimal.scale());
        }
        if (type instanceof Type.ListOf list) {
            return new ArrayType(of(list.element()));
        }
        if (type instanceof Type.MapOf map) {
            return new MapType(new VarCharType(false, VarCharType.MAX_LENGTH), of(map.value()));
        }
        return new RowType(fields((RecordType) type));
    }

    private static LogicalType of(Type.Primitive type) {
        return switch (type) {
            case BOOLEAN -> new BooleanType();
            case INT -> new IntType();
            case BIGINT -> new BigIntType();
            case FLOAT -> new FloatType();
            case DOUBLE -> new DoubleType();
            case STRING, JSON -> string();
            case BYTES -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
            case DATE -> new DateType();
            case TIME -> new TimeType(3);
            case TIMESTAMP -> new LocalZonedTimestampType(6);
        };
    }

    /** The same type, null allowed at every level. */
    public static LogicalType nullable(LogicalType type) {
        if (type instanceof RowType row) {
            return new RowType(row.getFields().stream()
                    .map(f -> new RowType.RowField(f.getName(), nullable(f.getType())))
                    .toList());
        }
        if (type instanceof ArrayType array) {
            return new ArrayType(nullable(array.getElementType()));
        }
        if (type instanceof MapType map) {
            return new MapType(map.getKeyType(), nullable(map.getValueType()));
        }
        return type.copy(true);
    }

    /** The type of a system column. */
    public static LogicalType of(SystemColumn column) {
        return switch (column) {
            case EVENT_TIME, RECEIVED_AT -> new LocalZonedTimestampType(false, 3);
            case CORRELATION_ID, SCHEMA_ID -> string();
            case PARTITION -> new IntType(false);
            case OFFSET -> new BigIntType(false);
        };
    }

    /** The rows of a stream as models see them: the contract's fields, then every system column. */
    public static RowType stream(Contract contract) {
        return with(contract, List.of(SystemColumn.values()));
    }

    /** The rows of a stream as destinations get them: the contract's fields, then {@link #LANDED}. */
    public static RowType landed(Contract contract) {
        return with(contract, LANDED);
    }

    private static RowType with(Contract contract, List<SystemColumn> system) {
        List<RowType.RowField> fields = fields(contract.type());
        system.forEach(column -> fields.add(new RowType.RowField(column.column(), of(column))));
        return new RowType(false, fields);
    }

    private static List<RowType.RowField> fields(RecordType type) {
        List<RowType.RowField> fields = new ArrayList<>();
        type.fields().forEach(field -> fields.add(new RowType.RowField(field.name(), of(field))));
        return fields;
    }

    /** Text of any length. */
    public static LogicalType string() {
        return new VarCharType(VarCharType.MAX_LENGTH);
    }
}
