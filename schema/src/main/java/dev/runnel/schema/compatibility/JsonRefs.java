package dev.runnel.schema.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runnel.schema.parse.ParsedSchema;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Follows {@code $ref} and joins schemas that hold together. */
final class JsonRefs {
    private static final int MOST = 50;

    private JsonRefs() {}

    /** What a schema refers to, in its own document or in one of its references; itself when that is not found. */
    static JsonNode resolve(JsonNode schema, ParsedSchema.Json document) {
        JsonNode at = schema;
        JsonNode root = document.schema();
        for (int i = 0; i < MOST && at.path("$ref").isTextual(); i++) {
            String[] parts = at.get("$ref").asText().split("#", 2);
            JsonNode target = parts[0].isEmpty() ? root : document.references().get(parts[0]);
            JsonNode found = target == null ? null : pointed(target, parts.length < 2 ? "" : parts[1]);
            if (found == null || found.isMissingNode()) {
                return at;
            }
            root = target;
            at = found;
        }
        return at;
    }

    private static JsonNode pointed(JsonNode document, String pointer) {
        String plain = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
        return plain.isEmpty() || plain.startsWith("/") ? document.at(plain) : anchored(document, plain);
    }

    private static JsonNode anchored(JsonNode document, String anchor) {
        for (JsonNode candidate : document.path("$defs")) {
            if (candidate.path("$anchor").asText().equals(anchor)) {
                return candidate;
            }
        }
        return document.path("$anchor").asText().equals(anchor)
                ? document
                : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** The schema with its {@code allOf} put into it. */
    static ObjectNode merged(ObjectNode schema, ParsedSchema.Json document) {
        if (!schema.has("allOf")) {
            return schema;
        }
        ObjectNode all = schema.deepCopy();
        all.remove("allOf");
        for (JsonNode part : schema.get("allOf")) {
            if (resolve(part, document) instanceof ObjectNode object) {
                merge(all, object);
            }
        }
        return all;
    }

    /** Adds what another schema demands. */
    static ObjectNode merge(ObjectNode into, ObjectNode other) {
        for (Map.Entry<String, JsonNode> entry : other.properties()) {
            JsonNode own = into.get(entry.getKey());
            if (own instanceof ObjectNode object && entry.getValue() instanceof ObjectNode more) {
                object.setAll(more);
            } else if (entry.getKey().equals("required") && own instanceof ArrayNode list) {
                entry.getValue().forEach(list::add);
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
        return into;
    }
}
