package dev.runnel.schema.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runnel.schema.parse.ParsedSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSON Schema: whether every value that the writer's schema allows is allowed by the reader's, decided keyword by
 * keyword. What the rules do not understand must be the same in both. One thing is not held against a reader: a property
 * that it describes and the writer left open. By the letter such a schema is narrower, but then no property could ever be
 * added to a schema that allows others.
 */
final class JsonRules {
    private static final List<String> OPAQUE = List.of(
            "not",
            "if",
            "then",
            "else",
            "contains",
            "minContains",
            "maxContains",
            "propertyNames",
            "patternProperties",
            "dependentRequired",
            "dependentSchemas",
            "dependencies",
            "unevaluatedProperties",
            "unevaluatedItems",
            "uniqueItems",
            "contentEncoding",
            "contentMediaType",
            "pattern");

    private final ParsedSchema.Json reader;
    private final ParsedSchema.Json writer;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> comparing = new HashSet<>();
    private final Effort effort;

    /** How much was compared and how deep, so that no schema can keep the rules busy for ever. */
    private static final class Effort {
        private static final int MOST_STEPS = 50_000;
        private static final int DEEPEST = 300;
        private int steps;
        private int depth;

        boolean isTooMuch() {
            return ++steps > MOST_STEPS || depth > DEEPEST;
        }
    }

    JsonRules(ParsedSchema.Json reader, ParsedSchema.Json writer) {
        this(reader, writer, new Effort());
    }

    private JsonRules(ParsedSchema.Json reader, ParsedSchema.Json writer, Effort effort) {
        this.reader = reader;
        this.writer = writer;
        this.effort = effort;
    }

    List<String> problems() {
        compare("#", reader.schema(), writer.schema());
        return List.copyOf(problems);
    }

    private void compare(String at, JsonNode readerNode, JsonNode writerNode) {
        JsonNode r = JsonRefs.resolve(readerNode, reader);
        JsonNode w = JsonRefs.resolve(writerNode, writer);
        if (w.isBoolean() && !w.asBoolean() || r.isBoolean() && r.asBoolean()) {
            return;
        }
        if (r.isBoolean()) {
            problem(at, "nothing is allowed here now");
            return;
        }
        // a schema that holds itself is compared once
        if (comparing.add(System.identityHashCode(r) + " " + System.identityHashCode(w) + " " + (w.isBoolean()))) {
            ObjectNode all = w.isBoolean() ? ((ObjectNode) r).objectNode() : JsonRefs.merged((ObjectNode) w, writer);
            branches(at, (ObjectNode) r, all);
        }
    }

    /** Alternatives of the writer must each be readable; of the reader's one must fit, and all of its {@code allOf}. */
    private void branches(String at, ObjectNode r, ObjectNode w) {
        if (effort.isTooMuch()) {
            problem(at, "too intricate to be compared");
            return;
        }
        effort.depth++;
        alternatives(at, r, w);
        effort.depth--;
    }

    private void alternatives(String at, ObjectNode r, ObjectNode w) {
        for (String word : List.of("anyOf", "oneOf")) {
            if (w.has(word)) {
                ObjectNode rest = w.deepCopy();
                rest.remove(word);
                for (JsonNode branch : w.get(word)) {
                    JsonNode resolved = JsonRefs.resolve(branch, writer);
                    if (resolved instanceof ObjectNode object) {
                        branches(at, r, JsonRefs.merge(rest.deepCopy(), JsonRefs.merged(object, writer)));
                    }
                }
                return;
            }
        }
        r.path("allOf").forEach(part -> compare(at, part, w));
        for (String word : List.of("anyOf", "oneOf")) {
            if (r.has(word) && !someFits(at, r.get(word), w)) {
                problem(at, "none of its '" + word + "' takes every value that was allowed");
            }
        }
        keywords(at, r, w);
    }

    private boolean someFits(String at, JsonNode branches, ObjectNode w) {
        for (JsonNode branch : branches) {
            JsonRules attempt = new JsonRules(reader, writer, effort);
            attempt.comparing.addAll(comparing);
            attempt.compare(at, branch, w);
            if (attempt.problems.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void keywords(String at, ObjectNode r, ObjectNode w) {
        Set<String> types = JsonTypes.of(w);
        Set<String> readable = JsonTypes.of(r);
        types.stream()
                .filter(t -> !readable.contains(t))
                .sorted()
                .forEach(t -> problem(at, "the type " + t + " is not allowed any more"));
        choices(at, r, w);
        JsonBounds.problems(r, w).forEach(p -> problem(at, p));
        for (String word : OPAQUE) {
            if (r.has(word) && !r.get(word).equals(w.get(word))) {
                problem(at, "'" + word + "' is another one");
            }
        }
        if (types.contains("object")) {
            object(at, r, w);
        }
        if (types.contains("array")) {
            array(at, r, w);
        }
    }

    private void choices(String at, ObjectNode r, ObjectNode w) {
        if (!r.has("enum") && !r.has("const")) {
            return;
        }
        Set<JsonNode> allowed = values(r);
        Set<JsonNode> were = values(w);
        if (were.isEmpty()) {
            problem(at, "only some values are allowed now");
        }
        were.stream()
                .filter(v -> !allowed.contains(v))
                .forEach(v -> problem(at, "the value " + v + " is not allowed any more"));
    }

    private static Set<JsonNode> values(ObjectNode schema) {
        Set<JsonNode> values = new HashSet<>();
        schema.path("enum").forEach(values::add);
        if (schema.has("const")) {
            values.add(schema.get("const"));
        }
        return values;
    }

    private void object(String at, ObjectNode r, ObjectNode w) {
        JsonNode now = r.path("properties");
        JsonNode before = w.path("properties");
        Set<String> always = words(w.path("required"));
        for (String name : words(r.path("required"))) {
            boolean hasDefault = now.path(name).has("default");
            if (!always.contains(name) && !hasDefault) {
                problem(at, "'" + name + "' is required and was not");
            }
        }
        for (Map.Entry<String, JsonNode> property : before.properties()) {
            JsonNode here = now.has(property.getKey()) ? now.get(property.getKey()) : others(r, property.getKey());
            compare(at + "/" + property.getKey(), here, property.getValue());
        }
        for (Map.Entry<String, JsonNode> property : now.properties()) {
            JsonNode open = w.path("additionalProperties");
            if (!before.has(property.getKey()) && open.isObject()) {
                compare(at + "/" + property.getKey(), property.getValue(), open);
            }
        }
        compare(at + "/*", open(r), open(w));
    }

    /** What a schema says of a property that it does not name. */
    private static JsonNode others(ObjectNode schema, String name) {
        for (Map.Entry<String, JsonNode> pattern :
                schema.path("patternProperties").properties()) {
            if (java.util.regex.Pattern.compile(pattern.getKey()).matcher(name).find()) {
                return pattern.getValue();
            }
        }
        return open(schema);
    }

    private static JsonNode open(ObjectNode schema) {
        JsonNode open = schema.path("additionalProperties");
        return open.isMissingNode() ? schema.booleanNode(true) : open;
    }

    private void array(String at, ObjectNode r, ObjectNode w) {
        List<JsonNode> now = places(r);
        List<JsonNode> before = places(w);
        for (int i = 0; i < Math.max(now.size(), before.size()); i++) {
            compare(
                    at + "[" + i + "]",
                    i < now.size() ? now.get(i) : rest(r),
                    i < before.size() ? before.get(i) : rest(w));
        }
        compare(at + "[]", rest(r), rest(w));
    }

    private static List<JsonNode> places(ObjectNode schema) {
        List<JsonNode> places = new ArrayList<>();
        JsonNode listed = schema.path("items") instanceof ArrayNode items ? items : schema.path("prefixItems");
        listed.forEach(places::add);
        return places;
    }

    private static JsonNode rest(ObjectNode schema) {
        JsonNode rest = schema.path("items").isArray() ? schema.path("additionalItems") : schema.path("items");
        return rest.isMissingNode() ? schema.booleanNode(true) : rest;
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new HashSet<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    private void problem(String at, String what) {
        problems.add(at + ": " + what);
    }
}
