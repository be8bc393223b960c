package dev.runnel.engine.row;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;

/** Makes the JSON writer of each type, once. */
final class JsonValues {
    private JsonValues() {}

    /** Writes a value that is not null. */
    interface Writer {
        void write(JsonGenerator json, Object value) throws IOException;
    }

    /** One column of a row. */
    record Column(String name, RowData.FieldGetter getter, Writer writer) {
        void writeValue(JsonGenerator json, RowData row) throws IOException {
            Object value = getter.getFieldOrNull(row);
            if (value == null) {
                json.writeNull();
            } else {
                writer.write(json, value);
            }
        }
    }

    static Column[] columns(RowType type, List<String> names) {
        return names.stream()
                .map(name -> {
                    int i = type.getFieldIndex(name);
                    LogicalType of = type.getTypeAt(i);
                    return new Column(name, RowData.createFieldGetter(of, i), of(of));
                })
                .toArray(Column[]::new);
    }

    static Writer row(RowType type) {
        Column[] columns = columns(type, type.getFieldNames());
        return (json, value) -> {
            json.writeStartObject();
            for (Column column : columns) {
                json.writeFieldName(column.name());
                column.writeValue(json, (RowData) value);
            }
            json.writeEndObject();
        };
    }

    private static Writer of(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> (json, v) -> json.writeString(v.toString());
            case BOOLEAN -> (json, v) -> json.writeBoolean((Boolean) v);
            case BINARY, VARBINARY -> (json, v) -> json.writeBinary((byte[]) v);
            case DECIMAL -> (json, v) -> json.writeNumber(((DecimalData) v).toBigDecimal());
            case TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
                (json, v) -> json.writeNumber(((Number) v).longValue());
            case FLOAT -> (json, v) -> finite(json, (Float) v, v.toString());
            case DOUBLE -> (json, v) -> finite(json, (Double) v, v.toString());
            case DATE ->
                (json, v) -> json.writeString(LocalDate.ofEpochDay((Integer) v).toString());
            case TIME_WITHOUT_TIME_ZONE ->
                (json, v) -> json.writeString(
                        LocalTime.ofNanoOfDay((Integer) v * 1_000_000L).toString());
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                (json, v) -> json.writeString(((TimestampData) v).toInstant().toString());
            case ARRAY -> array((ArrayType) type);
            case MAP -> map(((MapType) type).getKeyType(), ((MapType) type).getValueType());
            case MULTISET ->
                map(((MultisetType) type).getElementType(), new org.apache.flink.table.types.logical.IntType());
            case ROW -> row((RowType) type);
            default ->
                throw new IllegalArgumentException("a column of type " + type.asSummaryString()
                        + " cannot be written as JSON: cast it in the query");
        };
    }

    private static void finite(JsonGenerator json, double value, String text) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(text);
        } else {
            json.writeNull();
        }
    }

    private static Writer array(ArrayType type) {
        ArrayData.ElementGetter getter = ArrayData.createElementGetter(type.getElementType());
        Writer element = of(type.getElementType());
        return (json, value) -> {
            ArrayData array = (ArrayData) value;
            json.writeStartArray();
            for (int i = 0; i < array.size(); i++) {
                Object item = getter.getElementOrNull(array, i);
                if (item == null) {
                    json.writeNull();
                } else {
                    element.write(json, item);
                }
            }
            json.writeEndArray();
        };
    }

    private static Writer map(LogicalType keyType, LogicalType valueType) {
        ArrayData.ElementGetter keys = ArrayData.createElementGetter(keyType);
        ArrayData.ElementGetter values = ArrayData.createElementGetter(valueType);
        Writer writer = of(valueType);
        return (json, value) -> {
            MapData map = (MapData) value;
            json.writeStartObject();
            for (int i = 0; i < map.size(); i++) {
                json.writeFieldName(String.valueOf(keys.getElementOrNull(map.keyArray(), i)));
                Object item = values.getElementOrNull(map.valueArray(), i);
                if (item == null) {
                    json.writeNull();
                } else {
                    writer.write(json, item);
                }
            }
            json.writeEndObject();
        };
    }
}
