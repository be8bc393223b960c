package dev.runnel.schema.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The types of value that a JSON Schema allows. */
final class JsonTypes {
    private static final Set<String> ALL = Set.of("null", "boolean", "object", "array", "number", "integer", "string");

    private JsonTypes() {}

    /** Every number is allowed together with the whole ones. */
    static Set<String> of(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isMissingNode()) {
            return schema.has("enum") || schema.has("const") ? ofValues(schema) : ALL;
        }
        Set<String> types = new HashSet<>();
        if (type.isArray()) {
            type.forEach(each -> types.add(each.asText()));
        } else {
            types.add(type.asText());
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static Set<String> ofValues(JsonNode schema) {
        Set<String> types = new HashSet<>();
        schema.path("enum").forEach(value -> types.add(of1(value)));
        if (schema.has("const")) {
            types.add(of1(schema.get("const")));
        }
        return types;
    }

    private static String of1(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "null";
            case BOOLEAN -> "boolean";
            case OBJECT -> "object";
            case ARRAY -> "array";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "string";
        };
    }
}
