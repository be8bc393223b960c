package dev.runnel.engine.row;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;

/** Values of lists and maps, which a decoded record holds boxed, in the form that Flink's rows hold. */
final class BoxedValues {
    private BoxedValues() {}

    static @Nullable Object internal(Type type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (type instanceof Type.Primitive primitive) {
            return primitive(primitive, value);
        }
        if (type instanceof Type.Decimal decimal) {
            return DecimalData.fromBigDecimal((BigDecimal) value, decimal.precision(), decimal.scale());
        }
        if (type instanceof Type.ListOf list) {
            return new GenericArrayData(((List<?>) value)
                    .stream().map(item -> internal(list.element(), item)).toArray());
        }
        if (type instanceof Type.MapOf map) {
            Map<StringData, @Nullable Object> entries = new LinkedHashMap<>();
            ((Map<?, ?>) value)
                    .forEach((k, v) -> entries.put(
                            Objects.requireNonNull(StringData.fromString((String) k)), internal(map.value(), v)));
            return new GenericMapData(entries);
        }
        return row((RecordType) type, (Object[]) value);
    }

    private static GenericRowData row(RecordType type, Object[] values) {
        GenericRowData row = new GenericRowData(values.length);
        for (int i = 0; i < values.length; i++) {
            row.setField(i, internal(type.fields().get(i).type(), values[i]));
        }
        return row;
    }

    private static Object primitive(Type.Primitive type, Object value) {
        return switch (type) {
            case BOOLEAN, INT, BIGINT, FLOAT, DOUBLE, BYTES -> value;
            case STRING, JSON -> StringData.fromString((String) value);
            case DATE -> Math.toIntExact(((LocalDate) value).toEpochDay());
            case TIME -> Math.toIntExact(((LocalTime) value).toNanoOfDay() / 1_000_000);
            case TIMESTAMP -> TimestampData.fromInstant((Instant) value);
        };
    }
}
