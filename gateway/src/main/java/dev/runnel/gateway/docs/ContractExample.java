package dev.runnel.gateway.docs;

import dev.runnel.core.codec.BodyReader;
import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.MalformedJsonException;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes an example record of a contract. What it gives is valid by the gateway's own validator. */
final class ContractExample {
    private static final String TEXT = "text";
    private static final long SECOND = 1_763_633_730L;
    private static final String INSTANT = "2025-11-20T10:15:30Z";

    private final JsonObject root = new JsonObject();

    private ContractExample() {}

    /** An example; empty where none could be made, such as for a pattern that nothing simple matches. */
    static Optional<JsonObject> of(Contract contract) {
        ContractExample made = new ContractExample();
        JsonObject example = made.fill(made.root, contract.type());
        return isValid(contract, example) ? Optional.of(example) : Optional.empty();
    }

    private static boolean isValid(Contract contract, JsonObject example) {
        RecordDecoder decoder = RecordDecoder.of(contract);
        byte[] body = example.encode().getBytes(StandardCharsets.UTF_8);
        DecodedRecord record = decoder.newRecord();
        try {
            return new BodyReader(decoder, body, 0, body.length, BodyReader.Framing.JSON).next(record)
                    && record.isValid();
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    private JsonObject fill(JsonObject object, RecordType type) {
        for (Field field : type.fields()) {
            place(field.path().isPresent() ? root : object, field.path().orElse(field.name()), field);
        }
        return object;
    }

    private void place(JsonObject object, String path, Field field) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.put(path, value(field));
            return;
        }
        String name = path.substring(0, dot);
        if (!object.containsKey(name)) {
            object.put(name, new JsonObject());
        }
        place(object.getJsonObject(name), path.substring(dot + 1), field);
    }

    private Object value(Field field) {
        Type type = field.type();
        if (type == Type.Primitive.TIMESTAMP && field.timeFormat() != TimeFormat.ISO) {
            return switch (field.timeFormat()) {
                case EPOCH_MILLIS -> SECOND * 1_000;
                case EPOCH_MICROS -> SECOND * 1_000_000;
                default -> SECOND;
            };
        }
        Object value = value(type);
        for (Constraint constraint : field.constraints()) {
            value = fit(value, constraint, type);
        }
        return value;
    }

    private Object value(Type type) {
        if (type instanceof RecordType nested) {
            return fill(new JsonObject(), nested);
        } else if (type instanceof Type.ListOf list) {
            return new JsonArray().add(value(list.element()));
        } else if (type instanceof Type.MapOf map) {
            return new JsonObject().put("key", value(map.value()));
        } else if (type instanceof Type.Decimal) {
            return BigDecimal.ONE;
        }
        return switch ((Type.Primitive) type) {
            case BOOLEAN -> true;
            case INT, BIGINT, FLOAT, DOUBLE -> 1;
            case STRING -> TEXT;
            case BYTES -> "dGV4dA==";
            case DATE -> "2025-11-20";
            case TIME -> "10:15:30";
            case TIMESTAMP -> INSTANT;
            case JSON -> new JsonObject();
        };
    }

    private static Object fit(Object value, Constraint constraint, Type type) {
        if (constraint instanceof Constraint.OneOf oneOf && !oneOf.values().isEmpty()) {
            String first = oneOf.values().get(0);
            return type == Type.Primitive.STRING ? first : new BigDecimal(first);
        } else if (constraint instanceof Constraint.Min min && number(value).compareTo(min.value()) < 0) {
            return min.value();
        } else if (constraint instanceof Constraint.Max max && number(value).compareTo(max.value()) > 0) {
            return max.value();
        } else if (constraint instanceof Constraint.MinLength min) {
            return lengthen(value, min.value());
        } else if (constraint instanceof Constraint.MaxLength max && value instanceof String text) {
            return text.substring(0, Math.min(text.length(), max.value()));
        } else if (constraint instanceof Constraint.HasFormat format) {
            return format(format.format());
        }
        return value;
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    private static Object lengthen(Object value, int length) {
        if (value instanceof String text && text.length() < length) {
            return TEXT.repeat(length / TEXT.length() + 1).substring(0, length);
        }
        if (value instanceof JsonArray list && !list.isEmpty()) {
            while (list.size() < length) {
                list.add(list.getValue(0));
            }
        }
        return value;
    }

    private static String format(Constraint.Format format) {
        return switch (format) {
            case EMAIL -> "someone@example.com";
            case UUID -> "0193a1b2-c3d4-7e5f-8a6b-9c0d1e2f3a4b";
            case IP -> "192.0.2.1";
            case URI -> "https://example.com/";
        };
    }
}
