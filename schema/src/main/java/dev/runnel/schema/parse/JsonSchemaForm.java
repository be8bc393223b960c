package dev.runnel.schema.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether a JSON value is a JSON Schema as far as its shape goes: the keywords whose values have a shape have it. */
final class JsonSchemaForm {
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "integer", "string");
    private static final List<String> SCHEMAS = List.of(
            "additionalProperties", "propertyNames", "not", "if", "then", "else", "contains", "unevaluatedProperties");
    private static final List<String> SCHEMAS_BY_NAME =
            List.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final List<String> SCHEMA_LISTS = List.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final List<String> COUNTS =
            List.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");

    private JsonSchemaForm() {}

    static void check(JsonNode schema) throws InvalidSchemaException {
        if (schema.isBoolean()) {
            return;
        }
        if (!schema.isObject()) {
            throw new InvalidSchemaException("a JSON Schema is an object or a boolean, this is " + found(schema));
        }
        types(schema.path("type"));
        words(schema.path("required"));
        for (String keyword : COUNTS) {
            JsonNode count = schema.path(keyword);
            refuse(
                    !count.isMissingNode()
                            && !(count.isNumber() && count.decimalValue().signum() >= 0),
                    keyword,
                    count);
        }
        JsonNode pattern = schema.path("pattern");
        refuse(!pattern.isMissingNode() && !isPattern(pattern), "pattern", pattern);
        parts(schema);
    }

    private static void parts(JsonNode schema) throws InvalidSchemaException {
        for (String keyword : SCHEMAS) {
            if (schema.has(keyword)) {
                check(schema.get(keyword));
            }
        }
        for (String keyword : SCHEMAS_BY_NAME) {
            JsonNode named = schema.path(keyword);
            refuse(!named.isMissingNode() && !named.isObject(), keyword, named);
            for (Map.Entry<String, JsonNode> entry : named.properties()) {
                check(entry.getValue());
            }
        }
        for (String keyword : SCHEMA_LISTS) {
            JsonNode list = schema.path(keyword);
            refuse(!list.isMissingNode() && (!list.isArray() || list.isEmpty()), keyword, list);
            for (JsonNode each : list) {
                check(each);
            }
        }
        JsonNode items = schema.path("items");
        if (items.isArray()) {
            for (JsonNode each : items) {
                check(each);
            }
        } else if (!items.isMissingNode()) {
            check(items);
        }
    }

    private static void types(JsonNode type) throws InvalidSchemaException {
        if (type.isArray()) {
            for (JsonNode each : type) {
                refuse(!TYPES.contains(each.asText()), "type", each);
            }
        } else if (!type.isMissingNode()) {
            refuse(!type.isTextual() || !TYPES.contains(type.asText()), "type", type);
        }
    }

    private static void words(JsonNode required) throws InvalidSchemaException {
        refuse(!required.isMissingNode() && !required.isArray() && !required.isBoolean(), "required", required);
        for (JsonNode each : required) {
            refuse(!each.isTextual(), "required", each);
        }
    }

    private static boolean isPattern(JsonNode pattern) {
        try {
            Pattern.compile(pattern.asText());
            return pattern.isTextual();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static void refuse(boolean wrong, String keyword, JsonNode value) throws InvalidSchemaException {
        if (wrong) {
            throw new InvalidSchemaException("no JSON Schema: '" + keyword + "' cannot be " + found(value));
        }
    }

    private static String found(JsonNode value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
