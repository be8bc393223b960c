package dev.runnel.schema.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.record.Violation.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro values, read with the schema that they were written with, as JSON for a contract. */
final class AvroJson {
    private static final int DECIMAL_BYTES = 64;
    private static final int UUID_BYTES = 16;
    private static final Conversions.BigDecimalConversion BIG_DECIMAL = new Conversions.BigDecimalConversion();

    private final JsonOutput out;

    AvroJson(JsonOutput out) {
        this.out = out;
    }

    byte[] json(byte[] value, Schema writer, RecordType contract) throws WireException {
        if (writer.getType() != Schema.Type.RECORD) {
            throw WireException.broken(
                    "the value's schema is no record but " + writer.getType().getName());
        }
        return out.object(json -> {
            BoundedDecoder in = new BoundedDecoder(value, Frame.LENGTH);
            GenericRecord record = new GenericDatumReader<GenericRecord>(writer).read(null, in);
            if (in.left() > 0) {
                throw WireException.broken(in.left() + " bytes stand behind the value");
            }
            fields(json, record, contract);
        });
    }

    byte[] json(GenericRecord record, RecordType contract) throws WireException {
        return out.object(json -> fields(json, record, contract));
    }

    private void fields(JsonGenerator json, GenericRecord record, @Nullable RecordType contract)
            throws IOException, WireException {
        for (Schema.Field each : record.getSchema().getFields()) {
            Field field = contract == null ? null : contract.field(each.name()).orElse(null);
            json.writeFieldName(each.name());
            value(
                    json,
                    record.get(each.pos()),
                    each.schema(),
                    field == null ? null : field.type(),
                    field == null ? TimeFormat.ISO : field.timeFormat());
        }
    }

    private void value(JsonGenerator json, @Nullable Object value, Schema schema, @Nullable Type type, TimeFormat time)
            throws IOException, WireException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (schema.getType()) {
            case UNION -> {
                Schema branch = schema.getTypes().get(GenericData.get().resolveUnion(schema, value));
                value(json, value, branch, type, time);
            }
            case RECORD -> {
                json.writeStartObject();
                fields(json, (GenericRecord) value, type instanceof RecordType row ? row : null);
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (Object item : (List<?>) value) {
                    Type element = type instanceof Type.ListOf list ? list.element() : null;
                    value(json, item, schema.getElementType(), element, time);
                }
                json.writeEndArray();
            }
            case MAP -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    json.writeFieldName(entry.getKey().toString());
                    value(
                            json,
                            entry.getValue(),
                            schema.getValueType(),
                            type instanceof Type.MapOf m ? m.value() : null,
                            time);
                }
                json.writeEndObject();
            }
            case BYTES -> bytes(json, bytes((ByteBuffer) value), schema, type);
            case FIXED -> bytes(json, ((GenericData.Fixed) value).bytes(), schema, type);
            case STRING, ENUM -> JsonOutput.text(json, value.toString(), type, false);
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case FLOAT -> JsonOutput.floating(json, (Float) value, value.toString());
            case DOUBLE -> JsonOutput.floating(json, (Double) value, value.toString());
            case INT, LONG -> whole(json, ((Number) value).longValue(), schema, time);
            case NULL -> json.writeNull();
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static void bytes(JsonGenerator json, byte[] bytes, Schema schema, @Nullable Type type)
            throws IOException, WireException {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            if (bytes.length == 0 || bytes.length > DECIMAL_BYTES) {
                throw new WireException(Reason.RANGE, "a decimal of " + bytes.length + " bytes");
            }
            // with an exponent, since a scale may stand for any number of zeros
            json.writeNumber(new BigInteger(bytes) + (decimal.getScale() == 0 ? "" : "E-" + decimal.getScale()));
        } else if (schema.getLogicalType() instanceof LogicalTypes.BigDecimal) {
            BigDecimal decimal = BIG_DECIMAL.fromBytes(ByteBuffer.wrap(bytes), schema, schema.getLogicalType());
            json.writeNumber(decimal.unscaledValue() + "E" + -(long) decimal.scale());
        } else if (schema.getType() == Schema.Type.FIXED && bytes.length == UUID_BYTES && isUuid(schema)) {
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            json.writeString(new UUID(halves.getLong(), halves.getLong()).toString());
        } else if (type == Type.Primitive.STRING) {
            json.writeString(new String(bytes, StandardCharsets.UTF_8));
        } else {
            json.writeBinary(bytes);
        }
    }

    private static boolean isUuid(Schema schema) {
        return schema.getLogicalType() != null
                && schema.getLogicalType().getName().equals("uuid");
    }

    private static void whole(JsonGenerator json, long value, Schema schema, TimeFormat time) throws IOException {
        String logical =
                schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        switch (logical) {
            case "date" -> json.writeString(LocalDate.ofEpochDay(value).toString());
            case "time-millis" -> json.writeString(clock(Math.multiplyExact(value, 1_000_000L)));
            case "time-micros" -> json.writeString(clock(Math.multiplyExact(value, 1_000L)));
            case "timestamp-millis", "local-timestamp-millis" ->
                JsonOutput.instant(json, Instant.ofEpochMilli(value), time);
            case "timestamp-micros", "local-timestamp-micros" ->
                JsonOutput.instant(json, Instant.EPOCH.plus(value, ChronoUnit.MICROS), time);
            case "timestamp-nanos", "local-timestamp-nanos" ->
                JsonOutput.instant(json, Instant.EPOCH.plusNanos(value), time);
            default -> json.writeNumber(value);
        }
    }

    /** With three digits behind the second at most, as the type has them. */
    private static String clock(long nanos) {
        return LocalTime.ofNanoOfDay(nanos).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Whether a record can stand inside of itself, so that a value has no depth that is known beforehand. */
    static boolean holdsItself(Schema schema, List<Schema> around) {
        if (around.stream().anyMatch(s -> s == schema)) {
            return true;
        }
        return switch (schema.getType()) {
            case RECORD -> {
                List<Schema> inside = new ArrayList<>(around);
                inside.add(schema);
                yield schema.getFields().stream().anyMatch(f -> holdsItself(f.schema(), inside));
            }
            case ARRAY -> holdsItself(schema.getElementType(), around);
            case MAP -> holdsItself(schema.getValueType(), around);
            case UNION -> schema.getTypes().stream().anyMatch(t -> holdsItself(t, around));
            default -> false;
        };
    }
}
