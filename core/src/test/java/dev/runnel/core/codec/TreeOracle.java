package dev.runnel.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a contract says of a record, told from Jackson's tree with the JDK's own numbers and times: slow, and written
 * with nothing of the decoder. Fallbacks, paths and constraints are left out.
 */
final class TreeOracle {
    static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Misfit(String message) {
            super(message);
        }
    }

    private static final Instant LEAST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant GREATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Contract contract;
    boolean unknownFields;

    TreeOracle(Contract contract) {
        this.contract = contract;
    }

    /** The record's values as {@link #plain} gives them; Misfit when it breaks the contract. */
    Object record(JsonNode node) {
        return row(contract.type(), node);
    }

    private Object row(RecordType type, JsonNode node) {
        require(node.isObject(), node);
        List<@Nullable Object> values = new ArrayList<>();
        for (Field field : type.fields()) {
            JsonNode value = node.get(field.name());
            boolean there = value != null && !value.isNull();
            require(there || !field.required(), node);
            values.add(there ? value(field.type(), field.timeFormat(), value) : null);
        }
        node.fieldNames()
                .forEachRemaining(name -> unknownFields |= type.field(name).isEmpty());
        require(!unknownFields || contract.unknownFields() == UnknownFields.KEEP, node);
        return values;
    }

    private @Nullable Object value(Type type, TimeFormat format, JsonNode node) {
        if (type instanceof RecordType row) {
            return row(row, node);
        } else if (type instanceof Type.ListOf list) {
            require(node.isArray(), node);
            List<@Nullable Object> values = new ArrayList<>();
            node.forEach(e -> values.add(e.isNull() ? null : value(list.element(), format, e)));
            return values;
        } else if (type instanceof Type.MapOf map) {
            require(node.isObject(), node);
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            node.fields()
                    .forEachRemaining(e -> values.put(
                            e.getKey(), e.getValue().isNull() ? null : value(map.value(), format, e.getValue())));
            return values;
        } else if (type instanceof Type.Decimal decimal) {
            return decimal(decimal, number(node));
        }
        try {
            return primitive((Primitive) type, format, node);
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
            throw new Misfit(node + " is no " + type.text() + ": " + e);
        }
    }

    private static BigDecimal decimal(Type.Decimal type, BigDecimal number) {
        BigDecimal least = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean fits = least.scale() <= type.scale()
                && (long) least.precision() - least.scale() <= type.precision() - type.scale();
        if (least.signum() != 0 && !fits) {
            throw new Misfit(number + " is no " + type.text());
        }
        return least.setScale(type.scale());
    }

    private Object primitive(Primitive type, TimeFormat format, JsonNode node) {
        return switch (type) {
            case BOOLEAN -> {
                require(node.isBoolean(), node);
                yield node.booleanValue();
            }
            case INT -> number(node).intValueExact();
            case BIGINT -> number(node).longValueExact();
            case FLOAT -> finite(Float.parseFloat(number(node).toString()), node);
            case DOUBLE -> finite(Double.parseDouble(number(node).toString()), node);
            case STRING -> text(node);
            case BYTES -> bytes(Base64.getDecoder().decode(text(node)));
            case DATE -> {
                require(text(node).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"), node);
                yield LocalDate.parse(text(node));
            }
            case TIME -> {
                require(text(node).matches("[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?"), node);
                yield LocalTime.parse(text(node)).truncatedTo(ChronoUnit.MILLIS);
            }
            case TIMESTAMP -> format == TimeFormat.ISO ? iso(node) : epoch(format, node);
            case JSON -> node;
        };
    }

    private static double finite(double value, JsonNode node) {
        require(!Double.isInfinite(value), node);
        return value;
    }

    private static Instant iso(JsonNode node) {
        String time = "[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?";
        String text = text(node);
        require(text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]" + time + "([Zz]|[+-][0-9]{2}:[0-9]{2})?"), node);
        String whole = (text.matches(".*(?:[Zz]|[+-][0-9]{2}:[0-9]{2})") ? text : text + "Z").replace(' ', 'T');
        return inRange(OffsetDateTime.parse(whole.toUpperCase(Locale.ROOT)).toInstant(), node);
    }

    private static Instant epoch(TimeFormat format, JsonNode node) {
        boolean quoted = node.isTextual() && text(node).matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
        BigDecimal count = quoted ? new BigDecimal(text(node)) : number(node);
        int places = format == TimeFormat.EPOCH_SECONDS ? 6 : format == TimeFormat.EPOCH_MILLIS ? 3 : 0;
        BigDecimal micros = count.scaleByPowerOfTen(places);
        require((long) micros.precision() - micros.scale() < 20 && micros.scale() < 1000, node);
        long floor = micros.setScale(0, RoundingMode.FLOOR).longValueExact();
        return inRange(Instant.EPOCH.plus(floor, ChronoUnit.MICROS), node);
    }

    private static Instant inRange(Instant instant, JsonNode node) {
        Instant micros = instant.truncatedTo(ChronoUnit.MICROS);
        require(!micros.isBefore(LEAST) && !micros.isAfter(GREATEST), node);
        return micros.atOffset(ZoneOffset.UTC).toInstant();
    }

    private static BigDecimal number(JsonNode node) {
        require(node.isNumber(), node);
        return node.decimalValue();
    }

    private static String text(JsonNode node) {
        require(node.isTextual(), node);
        return node.textValue();
    }

    private static void require(boolean holds, JsonNode node) {
        if (!holds) {
            throw new Misfit(node.toString());
        }
    }

    /** A decoded value in a form that {@code equals} compares: arrays as lists, floating point as double. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Object[] row) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object field : row) {
                values.add(plain(field));
            }
            return values;
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(element -> values.add(plain(element)));
            return values;
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            map.forEach((key, element) -> values.put(key, plain(element)));
            return values;
        } else if (value instanceof byte[] bytes) {
            return bytes(bytes);
        }
        return value instanceof Float single ? (Object) (double) single : value;
    }

    private static List<Byte> bytes(byte[] bytes) {
        List<Byte> values = new ArrayList<>();
        for (byte b : bytes) {
            values.add(b);
        }
        return values;
    }
}
