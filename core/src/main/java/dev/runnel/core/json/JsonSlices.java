package dev.runnel.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a JSON object as they stand in its text, character by character: no digit of a number is lost. */
public final class JsonSlices {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonSlices() {}

    /**
     * Each member's name and the text of its value.
     *
     * @throws IOException when the text is not one JSON object
     */
    public static Map<String, String> of(String text) throws IOException {
        Map<String, String> slices = new LinkedHashMap<>();
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected '{'");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                int from = (int) json.currentTokenLocation().getCharOffset();
                json.skipChildren();
                json.finishToken();
                slices.put(
                        name,
                        text.substring(from, (int) json.currentLocation().getCharOffset())
                                .strip());
            }
            if (json.nextToken() != null) {
                throw new IOException("something stands behind the object");
            }
        }
        return slices;
    }
}
