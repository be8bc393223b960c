package dev.runnel.connectors.web.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.runnel.core.record.SourcePosition;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of one answer, byte for byte as they stand in it. Immutable.
 *
 * @param records in their order
 */
public record Page(List<Element> records) {
    private static final int BOM_BYTES = 3;
    private static final Violation NO_OBJECT =
            new Violation(Reason.SYNTAX, "", "a record is a JSON object; this is none", 0);
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // a body is UTF-8 here
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** One value of the answer. */
    public record Element(byte[] bytes, boolean isObject) {
        /** It as a record; broken where it is no object. */
        public SourceRecord record(SourcePosition place) {
            return isObject ? new SourceRecord(null, bytes, place, Optional.empty()) : broken(place, NO_OBJECT);
        }

        private SourceRecord broken(SourcePosition place, Violation why) {
            return new SourceRecord(null, bytes, place, Optional.of(why));
        }
    }

    /** That an answer is not what it should be; the message says in what. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message);
        }
    }

    public Page {
        records = List.copyOf(records);
    }

    /**
     * Reads an answer.
     *
     * @param path names from the outside in, at which an array of records stands, or one record; empty for the body itself,
     *     which may also be objects one behind the other (NDJSON)
     */
    public static Page of(byte[] body, List<String> path) throws UnreadableException {
        byte[] text = withoutMark(body);
        if (text.length == 0) {
            throw new UnreadableException("the answer is empty");
        }
        try (JsonParser json = FACTORY.createParser(text)) {
            JsonToken found = descend(json, path);
            List<Element> elements = new ArrayList<>();
            if (found == JsonToken.START_ARRAY) {
                for (JsonToken each = json.nextToken(); each != JsonToken.END_ARRAY; each = json.nextToken()) {
                    elements.add(element(json, each, text));
                }
            } else if (found == JsonToken.START_OBJECT) {
                elements.add(element(json, found, text));
            }
            while (!json.getParsingContext().inRoot()) {
                json.nextToken();
            }
            JsonToken behind = json.nextToken();
            if (behind != null && !(path.isEmpty() && found == JsonToken.START_OBJECT)) {
                throw new UnreadableException("something stands behind the answer's JSON");
            }
            for (JsonToken each = behind; each != null; each = json.nextToken()) {
                elements.add(element(json, each, text));
            }
            if (found == null || found.isScalarValue() && found != JsonToken.VALUE_NULL) {
                throw new UnreadableException("the answer has no list and no object"
                        + (path.isEmpty() ? "" : " at '" + String.join(".", path) + "'; look at `records`"));
            }
            return new Page(elements);
        } catch (JsonProcessingException e) {
            throw new UnreadableException("the answer is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
    }

    /** The text of a string, number or boolean that stands at a path of a JSON value; empty where there is none. */
    public static Optional<String> text(byte[] body, List<String> path) {
        try (JsonParser json = FACTORY.createParser(withoutMark(body))) {
            JsonToken found = descend(json, path);
            boolean isText = found != null && found.isScalarValue() && found != JsonToken.VALUE_NULL;
            return isText ? Optional.of(json.getText()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Element element(JsonParser json, @Nullable JsonToken first, byte[] text) throws IOException {
        if (first == null) {
            throw new JsonBrokenException(json, "it breaks off within the list");
        }
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        int to = (int) json.currentLocation().getByteOffset();
        while (text[to - 1] <= ' ') {
            to--; // behind a number the parser has read on
        }
        return new Element(Arrays.copyOfRange(text, from, to), first == JsonToken.START_OBJECT);
    }

    /** The first token of what stands at a path; null where nothing does. */
    private static @Nullable JsonToken descend(JsonParser json, List<String> path) throws IOException {
        JsonToken at = json.nextToken();
        for (String name : path) {
            at = at == JsonToken.START_OBJECT ? member(json, name) : null;
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private static @Nullable JsonToken member(JsonParser json, String name) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isIt = json.currentName().equals(name);
            JsonToken value = json.nextToken();
            if (isIt) {
                return value;
            }
            json.skipChildren();
        }
        return null;
    }

    private static byte[] withoutMark(byte[] body) {
        boolean hasMark =
                body.length >= BOM_BYTES && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return hasMark ? Arrays.copyOfRange(body, BOM_BYTES, body.length) : body;
    }

    private static final class JsonBrokenException extends JsonProcessingException {
        private static final long serialVersionUID = 1;

        JsonBrokenException(JsonParser json, String message) {
            super(message, json.currentLocation());
        }
    }
}
