package dev.runnel.schema.export;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a contract as JSON Schema (2020-12, the dialect of OpenAPI 3.1) of the source records: fields with a path stand
 * where it leads.
 */
public final class ContractJsonSchema {
    /** The value of {@code $schema}. */
    public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final boolean strict;
    private final Map<String, @Nullable Object> root;

    private ContractJsonSchema(boolean strict) {
        this.strict = strict;
        this.root = object();
    }

    /** The schema as maps and lists, to stand inside of another document. */
    public static Map<String, @Nullable Object> of(Contract contract) {
        ContractJsonSchema schema = new ContractJsonSchema(contract.unknownFields() == Contract.UnknownFields.REJECT);
        return schema.fill(schema.root, contract.type());
    }

    /** The schema as a document of its own. */
    public static Map<String, @Nullable Object> document(Contract contract, String description) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("$schema", DIALECT);
        document.put("title", contract.stream());
        if (!description.isEmpty()) {
            document.put("description", description);
        }
        document.putAll(of(contract));
        return document;
    }

    private Map<String, @Nullable Object> fill(Map<String, @Nullable Object> schema, RecordType type) {
        for (Field field : type.fields()) {
            if (field.path().isPresent()) {
                place(root, field.path().get(), field, schema == root);
            } else {
                place(schema, field.name(), field, true);
            }
        }
        return schema;
    }

    /** Puts a field where a source record has it, which may be inside of objects that the contract does not name. */
    private void place(Map<String, @Nullable Object> schema, String path, Field field, boolean mayRequire) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Map<String, @Nullable Object> properties = below(schema, "properties");
        if (dot < 0) {
            properties.put(name, field(field));
        } else {
            properties.computeIfAbsent(name, n -> object());
            place(below(properties, name), path.substring(dot + 1), field, mayRequire);
        }
        if (mayRequire && isNeeded(field)) {
            require(schema, name);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // put there by this class, as a map
    private static Map<String, @Nullable Object> below(Map<String, @Nullable Object> schema, String name) {
        return (Map<String, @Nullable Object>) schema.get(name);
    }

    private static boolean isNeeded(Field field) {
        return field.required() && field.fallback().isEmpty();
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // put there by this method, as a list
    private static void require(Map<String, @Nullable Object> schema, String name) {
        List<String> required = (List<String>) schema.computeIfAbsent("required", r -> new ArrayList<String>());
        if (!required.contains(name)) {
            required.add(name);
        }
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = typed("object");
        object.put("properties", new LinkedHashMap<String, Object>());
        if (strict) {
            object.put("additionalProperties", false);
        }
        return object;
    }

    private Map<String, @Nullable Object> field(Field field) {
        Map<String, @Nullable Object> schema = type(field.type(), field.timeFormat());
        field.constraints().stream().filter(c -> outlasts(c, field)).forEach(c -> constrain(schema, c, field.type()));
        if (!field.description().isEmpty()) {
            schema.put("description", field.description());
        }
        if (!isNeeded(field) && schema.containsKey("type")) {
            schema.put("type", List.of(String.valueOf(schema.get("type")), "null"));
            if (schema.get("enum") instanceof List<?> choices) {
                List<@Nullable Object> orNull = new ArrayList<>(choices);
                orNull.add(null);
                schema.put("enum", orNull);
            }
        }
        return schema;
    }

    /** Whether what is written keeps the rule: what is left of personal data need not, but for a masked address. */
    private static boolean outlasts(Constraint constraint, Field field) {
        return field.pii().isEmpty()
                || field.pii().get() == Pii.MASK && constraint.equals(new Constraint.HasFormat(Constraint.Format.IP));
    }

    private Map<String, @Nullable Object> type(Type type, TimeFormat time) {
        if (type instanceof RecordType nested) {
            return fill(object(), nested);
        } else if (type instanceof Type.ListOf list) {
            return with(typed("array"), "items", type(list.element(), time));
        } else if (type instanceof Type.MapOf map) {
            return with(typed("object"), "additionalProperties", type(map.value(), time));
        } else if (type instanceof Type.Decimal decimal) {
            return with(typed("number"), "multipleOf", BigDecimal.ONE.movePointLeft(decimal.scale()));
        }
        return primitive((Type.Primitive) type, time);
    }

    private static Map<String, @Nullable Object> primitive(Type.Primitive type, TimeFormat time) {
        return switch (type) {
            case BOOLEAN -> typed("boolean");
            case INT -> with(typed("integer"), "format", "int32");
            case BIGINT -> with(typed("integer"), "format", "int64");
            case FLOAT -> with(typed("number"), "format", "float");
            case DOUBLE -> with(typed("number"), "format", "double");
            case STRING -> typed("string");
            case BYTES -> with(typed("string"), "contentEncoding", "base64");
            case DATE -> with(typed("string"), "format", "date");
            case TIME -> with(typed("string"), "format", "time");
            case TIMESTAMP ->
                time == TimeFormat.ISO
                        ? with(typed("string"), "format", "date-time")
                        : with(typed("number"), "description", time.id());
            case JSON -> with(new LinkedHashMap<>(), "description", "any JSON value");
        };
    }

    private static Map<String, @Nullable Object> typed(String type) {
        return with(new LinkedHashMap<>(), "type", type);
    }

    private static Map<String, @Nullable Object> with(Map<String, @Nullable Object> schema, String name, Object value) {
        schema.put(name, value);
        return schema;
    }

    private static void constrain(Map<String, @Nullable Object> schema, Constraint constraint, Type type) {
        boolean list = type instanceof Type.ListOf;
        if (constraint instanceof Constraint.OneOf oneOf) {
            schema.put("enum", choices(oneOf, type));
        } else if (constraint instanceof Constraint.Min min) {
            schema.put("minimum", min.value());
        } else if (constraint instanceof Constraint.Max max) {
            schema.put("maximum", max.value());
        } else if (constraint instanceof Constraint.MinLength min) {
            schema.put(list ? "minItems" : "minLength", min.value());
        } else if (constraint instanceof Constraint.MaxLength max) {
            schema.put(list ? "maxItems" : "maxLength", max.value());
        } else if (constraint instanceof Constraint.Matches matches) {
            schema.put("pattern", "^(?:" + matches.regex() + ")$");
        } else if (constraint instanceof Constraint.HasFormat format) {
            format(schema, format.format());
        }
    }

    private static List<Object> choices(Constraint.OneOf oneOf, Type type) {
        boolean text = type == Type.Primitive.STRING;
        List<Object> choices = new ArrayList<>();
        oneOf.values().forEach(value -> choices.add(text ? value : new BigDecimal(value)));
        return choices;
    }

    private static void format(Map<String, @Nullable Object> schema, Constraint.Format format) {
        if (format == Constraint.Format.IP) {
            schema.put("anyOf", List.of(Map.of("format", "ipv4"), Map.of("format", "ipv6")));
        } else {
            schema.put("format", format.id());
        }
    }
}
