package dev.runnel.engine.row;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Rows in the boxed form that decoded records have, for the types that {@link ContractTypes} makes of theirs. */
public final class RowValues {
    private final RowData.FieldGetter[] getters;
    private final LogicalType[] types;

    public RowValues(RowType type) {
        types = type.getChildren().toArray(LogicalType[]::new);
        getters = new RowData.FieldGetter[types.length];
        for (int i = 0; i < types.length; i++) {
            getters[i] = RowData.createFieldGetter(types[i], i);
        }
    }

    /** The fields in their order. */
    public @Nullable Object[] of(RowData row) {
        @Nullable Object[] values = new Object[getters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = boxed(types[i], getters[i].getFieldOrNull(row));
        }
        return values;
    }

    private static @Nullable Object boxed(LogicalType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> value.toString();
            case DECIMAL -> ((DecimalData) value).toBigDecimal();
            case TINYINT, SMALLINT, INTEGER -> ((Number) value).intValue();
            case DATE -> LocalDate.ofEpochDay((Integer) value);
            case TIME_WITHOUT_TIME_ZONE -> LocalTime.ofNanoOfDay((Integer) value * 1_000_000L);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> instant((TimestampData) value);
            case ARRAY -> list(((ArrayType) type).getElementType(), (ArrayData) value);
            case MAP -> map((MapType) type, (MapData) value);
            case ROW -> new RowValues((RowType) type).of((RowData) value);
            default -> value;
        };
    }

    private static Instant instant(TimestampData value) {
        return value.toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static List<@Nullable Object> list(LogicalType element, ArrayData array) {
        ArrayData.ElementGetter getter = ArrayData.createElementGetter(element);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            values.add(boxed(element, getter.getElementOrNull(array, i)));
        }
        return values;
    }

    private static Map<String, @Nullable Object> map(MapType type, MapData map) {
        List<@Nullable Object> keys = list(type.getKeyType(), map.keyArray());
        List<@Nullable Object> values = list(type.getValueType(), map.valueArray());
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            entries.put(String.valueOf(keys.get(i)), values.get(i));
        }
        return entries;
    }
}
