package dev.runnel.connectors.format.columnar;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.schema.wire.JsonOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Single values of a Parquet file as JSON, by the format's LogicalTypes document. */
final class ParquetValue {
    private ParquetValue() {}

    /**
     * What the contract wants of a value.
     *
     * @param type null where it wants nothing
     */
    record Wanted(@Nullable Type type, TimeFormat time) {
        static Wanted of(@Nullable Field field) {
            return field == null ? new Wanted(null, TimeFormat.ISO) : new Wanted(field.type(), field.timeFormat());
        }

        /** Of each element of a list or mapping. */
        Wanted element() {
            if (type instanceof Type.ListOf list) {
                return new Wanted(list.element(), time);
            }
            return new Wanted(type instanceof Type.MapOf map ? map.value() : null, time);
        }
    }

    static void write(JsonGenerator json, Group row, int index, int nth, Wanted wanted) throws IOException {
        PrimitiveType type = row.getType().getType(index).asPrimitiveType();
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> json.writeBoolean(row.getBoolean(index, nth));
            case INT32 -> whole(json, row.getInteger(index, nth), logical, wanted);
            case INT64 -> whole(json, row.getLong(index, nth), logical, wanted);
            case FLOAT -> {
                float value = row.getFloat(index, nth);
                JsonOutput.floating(json, value, Float.toString(value));
            }
            case DOUBLE -> {
                double value = row.getDouble(index, nth);
                JsonOutput.floating(json, value, Double.toString(value));
            }
            case INT96 -> JsonOutput.instant(json, ParquetBinary.julian(row.getInt96(index, nth)), wanted.time());
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                ParquetBinary.write(json, row.getBinary(index, nth), logical, wanted.type());
        }
    }

    private static void whole(JsonGenerator json, long value, @Nullable LogicalTypeAnnotation logical, Wanted wanted)
            throws IOException {
        if (logical instanceof DateLogicalTypeAnnotation) {
            json.writeString(LocalDate.ofEpochDay(value).toString());
        } else if (logical instanceof TimeLogicalTypeAnnotation time) {
            json.writeString(
                    LocalTime.ofNanoOfDay(value * nanos(time.getUnit())).toString());
        } else if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            JsonOutput.instant(json, instant(value, timestamp.getUnit()), wanted.time());
        } else if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            json.writeNumber(decimal(BigInteger.valueOf(value), decimal.getScale()));
        } else if (logical instanceof IntLogicalTypeAnnotation number && !number.isSigned()) {
            json.writeNumber(
                    number.getBitWidth() == Long.SIZE
                            ? Long.toUnsignedString(value)
                            : Long.toString(value & 0xFFFF_FFFFL));
        } else {
            json.writeNumber(value);
        }
    }

    /** Plain digits, as far as the scale is one that a decimal of ours may have. */
    static String decimal(BigInteger unscaled, int scale) {
        return Math.abs((long) scale) <= 100
                ? new BigDecimal(unscaled, scale).toPlainString()
                : unscaled + "E" + -(long) scale;
    }

    private static long nanos(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000_000;
            case MICROS -> 1_000;
            case NANOS -> 1;
        };
    }

    private static Instant instant(long value, TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> Instant.ofEpochMilli(value);
            case MICROS -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
            case NANOS -> Instant.EPOCH.plusNanos(value);
        };
    }

    /** A key of a mapping, which JSON has as text only. */
    static String text(Group entry, int index) {
        PrimitiveType type = entry.getType().getType(index).asPrimitiveType();
        return switch (type.getPrimitiveTypeName()) {
            case BINARY, FIXED_LEN_BYTE_ARRAY -> text(entry.getBinary(index, 0));
            default -> entry.getValueToString(index, 0);
        };
    }

    private static String text(Binary binary) {
        return binary.toStringUsingUTF8();
    }
}
