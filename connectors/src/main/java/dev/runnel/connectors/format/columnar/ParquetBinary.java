package dev.runnel.connectors.format.columnar;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.runnel.connectors.format.record.RowJson;
import dev.runnel.core.contract.Type;
import dev.runnel.schema.wire.JsonOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/** Values of a Parquet file that are stored as arrays of bytes. */
final class ParquetBinary {
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long SECONDS_OF_DAY = 86_400;

    private ParquetBinary() {}

    static void write(JsonGenerator json, Binary value, @Nullable LogicalTypeAnnotation logical, @Nullable Type wanted)
            throws IOException {
        boolean text = logical instanceof StringLogicalTypeAnnotation || logical instanceof EnumLogicalTypeAnnotation;
        if (logical instanceof JsonLogicalTypeAnnotation) {
            json(json, value.toStringUsingUTF8(), wanted);
        } else if (text || (logical == null && wanted == Type.Primitive.STRING)) {
            json.writeString(value.toStringUsingUTF8()); // older writers do not say that it is text
        } else if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            json.writeNumber(ParquetValue.decimal(new BigInteger(value.getBytesUnsafe()), decimal.getScale()));
        } else if (logical instanceof UUIDLogicalTypeAnnotation) {
            ByteBuffer halves = value.toByteBuffer().order(ByteOrder.BIG_ENDIAN);
            json.writeString(new UUID(halves.getLong(), halves.getLong()).toString());
        } else if (logical instanceof IntervalLogicalTypeAnnotation) {
            json.writeString(interval(value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN)));
        } else if (logical instanceof Float16LogicalTypeAnnotation) {
            float half =
                    half(value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort());
            JsonOutput.floating(json, half, Float.toString(half));
        } else {
            json.writeBinary(value.getBytesUnsafe());
        }
    }

    /** JSON that a string is wanted of stays a string, as what only says that it is JSON does. */
    private static void json(JsonGenerator json, String text, @Nullable Type wanted) throws IOException {
        if (wanted != Type.Primitive.STRING && RowJson.isJson(text.toCharArray(), 0, text.length())) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }

    /** An ISO 8601 duration of the months, days and milliseconds that the value counts, each unsigned. */
    private static String interval(ByteBuffer value) {
        long months = Integer.toUnsignedLong(value.getInt());
        long days = Integer.toUnsignedLong(value.getInt());
        long millis = Integer.toUnsignedLong(value.getInt());
        return "P%dM%dDT%d.%03dS".formatted(months, days, millis / 1000, millis % 1000);
    }

    /** IEEE 754 binary16. */
    private static float half(short bits) {
        int exponent = bits >>> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size;
        if (exponent == 0x1F) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            size = exponent == 0 ? Math.scalb((float) fraction, -24) : Math.scalb(1f + fraction / 1024f, exponent - 15);
        }
        return bits < 0 ? -size : size;
    }

    /** The time in 96 bits of Impala and old Spark: nanoseconds of the day, then the Julian day. */
    static Instant julian(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        long day = bytes.getInt();
        return Instant.ofEpochSecond((day - JULIAN_DAY_OF_EPOCH) * SECONDS_OF_DAY, nanos);
    }
}
