package dev.runnel.connectors.lake.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.math.BigInteger;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schema of rows. Lists and maps have the three levels of the format's LogicalTypes document; decimals of up
 * to 9 digits are int32, up to 18 int64, else the shortest fixed array that holds them; timestamps are microseconds, UTC
 * for those that are instants.
 */
final class ParquetSchema {
    static final String LIST = "list";
    static final String ELEMENT = "element";
    static final String KEY_VALUE = "key_value";
    static final String KEY = "key";
    static final String VALUE = "value";

    private static final int INT32_DIGITS = 9;
    private static final int INT64_DIGITS = 18;

    private ParquetSchema() {}

    /**
     * The schema of a row type.
     *
     * @throws IllegalArgumentException for a column of a type that Parquet files of ours do not hold, naming it
     */
    static MessageType of(RowType row) {
        List<Type> fields = row.getFields().stream()
                .map(f -> type(f.getName(), f.getType()))
                .toList();
        return new MessageType("row", fields);
    }

    private static Type type(String name, LogicalType type) {
        Repetition repetition = type.isNullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> plain(BOOLEAN, repetition, name);
            case FLOAT -> plain(FLOAT, repetition, name);
            case DOUBLE -> plain(DOUBLE, repetition, name);
            case BIGINT -> plain(INT64, repetition, name);
            case INTEGER -> plain(INT32, repetition, name);
            case BINARY, VARBINARY -> plain(BINARY, repetition, name);
            case TINYINT -> annotated(INT32, LogicalTypeAnnotation.intType(8, true), repetition, name);
            case SMALLINT -> annotated(INT32, LogicalTypeAnnotation.intType(16, true), repetition, name);
            case CHAR, VARCHAR -> annotated(BINARY, LogicalTypeAnnotation.stringType(), repetition, name);
            case DATE -> annotated(INT32, LogicalTypeAnnotation.dateType(), repetition, name);
            case TIME_WITHOUT_TIME_ZONE -> time((TimeType) type, repetition, name);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(false, repetition, name);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(true, repetition, name);
            case DECIMAL -> decimal((DecimalType) type, repetition, name);
            case ROW -> group((RowType) type, repetition, name);
            case ARRAY -> list((ArrayType) type, repetition, name);
            case MAP -> map((MapType) type, repetition, name);
            default ->
                throw new IllegalArgumentException("column '" + name + "' has the type " + type.asSummaryString()
                        + ", which a lake table cannot hold; cast it to a string or a number in the query");
        };
    }

    private static Type plain(PrimitiveTypeName primitive, Repetition repetition, String name) {
        return Types.primitive(primitive, repetition).named(name);
    }

    private static Type annotated(
            PrimitiveTypeName primitive, LogicalTypeAnnotation annotation, Repetition repetition, String name) {
        return Types.primitive(primitive, repetition).as(annotation).named(name);
    }

    private static Type time(TimeType type, Repetition repetition, String name) {
        return isMillis(type)
                ? annotated(INT32, LogicalTypeAnnotation.timeType(false, TimeUnit.MILLIS), repetition, name)
                : annotated(INT64, LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS), repetition, name);
    }

    private static Type timestamp(boolean instant, Repetition repetition, String name) {
        return annotated(INT64, LogicalTypeAnnotation.timestampType(instant, TimeUnit.MICROS), repetition, name);
    }

    private static Type decimal(DecimalType type, Repetition repetition, String name) {
        LogicalTypeAnnotation annotation = LogicalTypeAnnotation.decimalType(type.getScale(), type.getPrecision());
        return switch (primitiveOf(type)) {
            case INT32 -> annotated(INT32, annotation, repetition, name);
            case INT64 -> annotated(INT64, annotation, repetition, name);
            default ->
                Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition)
                        .length(bytes(type.getPrecision()))
                        .as(annotation)
                        .named(name);
        };
    }

    private static Type group(RowType row, Repetition repetition, String name) {
        Type[] fields = row.getFields().stream()
                .map(f -> type(f.getName(), f.getType()))
                .toArray(Type[]::new);
        return Types.buildGroup(repetition).addFields(fields).named(name);
    }

    private static Type list(ArrayType array, Repetition repetition, String name) {
        Type repeated = Types.repeatedGroup()
                .addField(type(ELEMENT, array.getElementType()))
                .named(LIST);
        return Types.buildGroup(repetition)
                .as(LogicalTypeAnnotation.listType())
                .addField(repeated)
                .named(name);
    }

    private static Type map(MapType map, Repetition repetition, String name) {
        Type repeated = Types.repeatedGroup()
                .addField(type(KEY, map.getKeyType().copy(false)))
                .addField(type(VALUE, map.getValueType()))
                .named(KEY_VALUE);
        return Types.buildGroup(repetition)
                .as(LogicalTypeAnnotation.mapType())
                .addField(repeated)
                .named(name);
    }

    /** Whether times of day are stored as milliseconds rather than microseconds. */
    static boolean isMillis(TimeType type) {
        return type.getPrecision() <= 3;
    }

    /** How decimals of a type are stored. */
    static PrimitiveTypeName primitiveOf(DecimalType type) {
        if (type.getPrecision() <= INT32_DIGITS) {
            return INT32;
        }
        return type.getPrecision() <= INT64_DIGITS ? INT64 : FIXED_LEN_BYTE_ARRAY;
    }

    /** The fewest bytes that hold every two's complement number of so many decimal digits. */
    static int bytes(int digits) {
        return BigInteger.TEN.pow(digits).subtract(BigInteger.ONE).bitLength() / 8 + 1;
    }
}
