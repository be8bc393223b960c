package dev.runnel.connectors.lake.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Values of any type, each twice: as Flink holds it and as a query should give it back. */
final class RandomRows {
    private final Random random;

    RandomRows(long seed) {
        this.random = new Random(seed);
    }

    /** A value in both forms; both are null for null. */
    record Twin(@Nullable Object flink, @Nullable Object plain) {}

    /** A row in both forms. */
    record Row(GenericRowData flink, Map<String, @Nullable Object> plain) {}

    Twin value(LogicalType type) {
        if (type.isNullable() && random.nextInt(5) == 0) {
            return new Twin(null, null);
        }
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> same(random.nextBoolean());
            case TINYINT -> whole((byte) random.nextInt());
            case SMALLINT -> whole((short) random.nextInt());
            case INTEGER -> whole(random.nextInt());
            case BIGINT -> whole(random.nextLong());
            case FLOAT -> floating(random.nextFloat());
            case DOUBLE -> same(random.nextGaussian() * 1e100);
            case VARCHAR -> text();
            case VARBINARY -> bytes();
            case DATE -> date();
            case TIME_WITHOUT_TIME_ZONE -> time();
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(false);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(true);
            case DECIMAL -> decimal((DecimalType) type);
            case ROW -> row((RowType) type);
            case ARRAY -> list((ArrayType) type);
            case MAP -> map((MapType) type);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static Twin same(Object value) {
        return new Twin(value, value);
    }

    private static Twin whole(Number value) {
        return new Twin(value, value.longValue());
    }

    private static Twin floating(float value) {
        return new Twin(value, (double) value);
    }

    private Twin text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint("aé€😀\u0000 '\"".codePoints().toArray()[random.nextInt(8)]);
        }
        return new Twin(StringData.fromString(text.toString()), text.toString());
    }

    private Twin bytes() {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return new Twin(bytes, new BigInteger(1, bytes) + "/" + bytes.length);
    }

    private Twin date() {
        int day = random.nextInt(200_000) - 100_000;
        return new Twin(day, LocalDate.ofEpochDay(day));
    }

    private Twin time() {
        int millis = random.nextInt(86_400_000);
        return new Twin(millis, LocalTime.ofNanoOfDay(millis * 1_000_000L));
    }

    private Twin timestamp(boolean instant) {
        long micros = random.nextLong() / 2_000;
        long nanos =
                Math.floorMod(micros, 1000L) * 1000 + random.nextInt(1000); // what is below a microsecond is cut off
        TimestampData flink = TimestampData.fromEpochMillis(Math.floorDiv(micros, 1000L), (int) nanos);
        Instant time =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
        return new Twin(flink, instant ? time : LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    private Twin decimal(DecimalType type) {
        BigInteger bound = BigInteger.TEN.pow(1 + random.nextInt(type.getPrecision()));
        BigInteger unscaled = new BigInteger(bound.bitLength() + 8, random).mod(bound);
        BigDecimal decimal = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.getScale());
        return new Twin(DecimalData.fromBigDecimal(decimal, type.getPrecision(), type.getScale()), decimal);
    }

    private Twin row(RowType type) {
        Row row = whole(type);
        return new Twin(row.flink(), row.plain());
    }

    Row whole(RowType type) {
        GenericRowData row = new GenericRowData(type.getFieldCount());
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            Twin twin = value(type.getTypeAt(i));
            row.setField(i, twin.flink());
            plain.put(type.getFieldNames().get(i), twin.plain());
        }
        return new Row(row, plain);
    }

    private Twin list(ArrayType type) {
        List<@Nullable Object> flink = new ArrayList<>();
        List<@Nullable Object> plain = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Twin twin = value(type.getElementType());
            flink.add(twin.flink());
            plain.add(twin.plain());
        }
        return new Twin(new GenericArrayData(flink.toArray()), plain);
    }

    private Twin map(MapType type) {
        Map<Object, @Nullable Object> flink = new LinkedHashMap<>();
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Twin twin = value(type.getValueType());
            flink.put(StringData.fromString("key" + i), twin.flink());
            plain.put("key" + i, twin.plain());
        }
        return new Twin(new GenericMapData(flink), plain);
    }
}
