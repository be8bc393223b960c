package dev.runnel.gateway.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.json.Json;
import java.io.IOException;

/** Looks whether text that is to be pasted into a message is JSON. */
public final class JsonShape {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonShape() {}

    /** Whether it is one JSON object and nothing else. */
    public static boolean isObject(String text) {
        return isValue(text, true);
    }

    /** The text itself where it is one JSON value, else the text as a JSON string. */
    public static String valueOf(String text) {
        return isValue(text, false) ? text : Json.encode(text);
    }

    private static boolean isValue(String text, boolean object) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null || object && first != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            parser.getText(); // reads the rest of a scalar
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
