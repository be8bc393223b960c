package dev.runnel.connectors.format.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/** Writes the rows of a file as JSON objects, one after the other. Not thread safe. */
public final class RowJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final Set<String> YES = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> NO = Set.of("false", "f", "no", "n", "off", "0");
    private static final int LONGEST_WORD = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
    private final NumberText number = new NumberText();
    private final JsonGenerator json;

    public RowJson() {
        try {
            json = FACTORY.createGenerator(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        json.setRootValueSeparator(null);
    }

    public void begin() throws IOException {
        json.writeStartObject();
    }

    /** Ends the object. */
    public byte[] end() throws IOException {
        json.writeEndObject();
        json.flush();
        byte[] object = bytes.toByteArray();
        bytes.reset();
        return object;
    }

    /** Where values are written that are no cells. */
    public JsonGenerator json() {
        return json;
    }

    /** A member whose value is the text of a cell: in the form that a field of that kind is read from, else as text. */
    public void cell(SerializableString name, CellKind kind, char[] text, int from, int length) throws IOException {
        json.writeFieldName(name);
        switch (kind) {
            case NUMBER -> {
                if (number.read(text, from, from + length)) {
                    json.writeNumber(number.chars(), 0, number.length());
                } else {
                    json.writeString(text, from, length);
                }
            }
            case BOOLEAN -> truth(text, from, length);
            case JSON -> any(text, from, length);
            case TEXT, DATE, TIME, TIMESTAMP -> json.writeString(text, from, length);
        }
    }

    private void truth(char[] text, int from, int length) throws IOException {
        String word = new String(text, from, Math.min(length, 2 * LONGEST_WORD))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (length <= 2 * LONGEST_WORD && YES.contains(word)) {
            json.writeBoolean(true);
        } else if (length <= 2 * LONGEST_WORD && NO.contains(word)) {
            json.writeBoolean(false);
        } else {
            json.writeString(text, from, length);
        }
    }

    private void any(char[] text, int from, int length) throws IOException {
        if (isJson(text, from, length)) {
            json.writeRawValue(text, from, length);
        } else {
            json.writeString(text, from, length);
        }
    }

    /** Whether a text is one JSON value. */
    public static boolean isJson(char[] text, int from, int length) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text, from, length)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
