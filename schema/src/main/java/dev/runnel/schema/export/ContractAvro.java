package dev.runnel.schema.export;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Writes a record type as an Avro schema (Apache Avro 1.12): decimal, date, time-millis and timestamp-micros are logical
 * types; json is its text. A field that may be absent is a union with null, first and the default; a required one has no
 * default. A simple field with a fallback is never null, and the fallback is its default. Elements of lists and mappings
 * may be null. A nested row is a record named after its field, in a namespace that is the path to it.
 */
public final class ContractAvro {
    private ContractAvro() {}

    /**
     * The schema of a record.
     *
     * @param namespace dotted; characters that Avro does not take become {@code _}
     * @param name of the record
     */
    public static Schema of(String namespace, String name, String doc, RecordType type) {
        return record(space(namespace), name, doc, type);
    }

    private static String space(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9_.]", "_");
        return clean.matches("[0-9].*") ? "_" + clean : clean;
    }

    private static Schema record(String namespace, String name, String doc, RecordType type) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Field field : type.fields()) {
            fields.add(field(namespace + "." + name, field));
        }
        return Schema.createRecord(name, doc.isEmpty() ? null : doc, namespace, false, fields);
    }

    private static Schema.Field field(String namespace, Field field) {
        Schema schema = schema(namespace, field.name(), field.type());
        String doc = field.description().isEmpty() ? null : field.description();
        if (isNeverNull(field)) {
            Optional<Object> fallback = fallback(field);
            return fallback.map(value -> new Schema.Field(field.name(), schema, doc, value))
                    .orElseGet(() -> new Schema.Field(field.name(), schema, doc));
        }
        return new Schema.Field(field.name(), nullable(schema), doc, JsonProperties.NULL_VALUE);
    }

    /** Whether the field's schema is without null. */
    public static boolean isNeverNull(Field field) {
        return field.fallback().isPresent() ? fallback(field).isPresent() : field.required();
    }

    private static Schema nullable(Schema schema) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    private static Schema schema(String namespace, String name, Type type) {
        if (type instanceof RecordType row) {
            return record(namespace, name, "", row);
        }
        if (type instanceof Type.ListOf list) {
            return Schema.createArray(nullable(schema(namespace, name, list.element())));
        }
        if (type instanceof Type.MapOf map) {
            return Schema.createMap(nullable(schema(namespace, name, map.value())));
        }
        if (type instanceof Type.Decimal decimal) {
            return logical(LogicalTypes.decimal(decimal.precision(), decimal.scale()), Schema.Type.BYTES);
        }
        return primitive((Type.Primitive) type);
    }

    private static Schema primitive(Type.Primitive type) {
        return switch (type) {
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case INT -> Schema.create(Schema.Type.INT);
            case BIGINT -> Schema.create(Schema.Type.LONG);
            case FLOAT -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case STRING, JSON -> Schema.create(Schema.Type.STRING);
            case BYTES -> Schema.create(Schema.Type.BYTES);
            case DATE -> logical(LogicalTypes.date(), Schema.Type.INT);
            case TIME -> logical(LogicalTypes.timeMillis(), Schema.Type.INT);
            case TIMESTAMP -> logical(LogicalTypes.timestampMicros(), Schema.Type.LONG);
        };
    }

    private static Schema logical(LogicalType logical, Schema.Type type) {
        return logical.addToSchema(Schema.create(type));
    }

    /** The default of a field whose type has one in Avro that reads as it does in JSON. */
    private static Optional<Object> fallback(Field field) {
        if (field.fallback().isEmpty() || !(field.type() instanceof Type.Primitive primitive)) {
            return Optional.empty();
        }
        String text = field.fallback().get();
        return switch (primitive) {
            case BOOLEAN -> Optional.of(Boolean.valueOf(text));
            case INT -> Optional.of(new BigDecimal(text).intValueExact());
            case BIGINT -> Optional.of(new BigDecimal(text).longValueExact());
            case FLOAT -> Optional.of(Float.valueOf(text));
            case DOUBLE -> Optional.of(Double.valueOf(text));
            case STRING -> Optional.of(JsonTexts.string(text));
            default -> Optional.empty();
        };
    }
}
