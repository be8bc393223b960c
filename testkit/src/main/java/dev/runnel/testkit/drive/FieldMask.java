package dev.runnel.testkit.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a resource that a request asks for, {@code nextPageToken,files(id,name)}: a server gives no others. See <a
 * href="https://developers.google.com/workspace/drive/api/guides/fields-parameter">its guide</a>.
 *
 * @param inside by name; empty for all that is in it
 */
record FieldMask(Map<String, FieldMask> inside) {
    static FieldMask of(String text) {
        return new Reader(text).fields();
    }

    JsonNode of(JsonNode node) {
        if (inside.isEmpty() || inside.containsKey("*")) {
            return node;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> shown.add(of(each)));
            return shown;
        }
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        inside.forEach((name, mask) -> {
            JsonNode value = node.get(name);
            if (value != null) {
                shown.set(name, mask.of(value));
            }
        });
        return shown;
    }

    /** Goes through the text once. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        FieldMask fields() {
            Map<String, FieldMask> fields = new LinkedHashMap<>();
            StringBuilder name = new StringBuilder();
            FieldMask inside = new FieldMask(Map.of());
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '(') {
                    inside = fields();
                } else if (c == ',' || c == ')') {
                    fields.put(name.toString(), inside);
                    name.setLength(0);
                    inside = new FieldMask(Map.of());
                    if (c == ')') {
                        return new FieldMask(fields);
                    }
                } else {
                    name.append(c);
                }
            }
            fields.put(name.toString(), inside);
            return new FieldMask(fields);
        }
    }
}
