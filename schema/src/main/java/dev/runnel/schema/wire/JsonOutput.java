package dev.runnel.schema.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.json.ContractJson;
import dev.runnel.core.record.Violation.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as the JSON that a contract's decoder expects for them. Not thread safe, but for what is static, which
 * keeps nothing.
 */
public final class JsonOutput {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,99})(\\.\\d{1,99})?");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
    private final boolean hides;

    /** @param hides whether no message may show anything of a value */
    JsonOutput(boolean hides) {
        this.hides = hides;
    }

    /** What writes one object. */
    interface Body {
        void write(JsonGenerator json) throws IOException, WireException;
    }

    /**
     * The object as JSON.
     *
     * @throws WireException what {@code body} throws, and when its library stumbles over the value
     */
    byte[] object(Body body) throws WireException {
        bytes.reset();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException | RuntimeException e) {
            // the libraries have no type of their own for bytes that are no value of the schema
            String why = hides ? e.getClass().getSimpleName() : e.toString();
            throw WireException.broken("the value does not fit its schema: " + why);
        }
        return bytes.toByteArray();
    }

    /** Text: a decimal that is written as text becomes a number, and json is itself. */
    static void text(JsonGenerator json, String text, @Nullable Type type, boolean decimals)
            throws IOException, WireException {
        if (type == Type.Primitive.JSON) {
            raw(json, text);
        } else if (decimals
                && type instanceof Type.Decimal
                && NUMBER.matcher(text).matches()) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }

    private static void raw(JsonGenerator json, String text) throws IOException, WireException {
        Optional<String> problem = ContractJson.problem(text);
        if (problem.isPresent()) {
            throw new WireException(Reason.TYPE, "a json field " + problem.get());
        }
        json.writeRawValue(text);
    }

    /**
     * A binary floating point number; one that JSON has no form for becomes text.
     *
     * @param text its shortest decimal form
     */
    public static void floating(JsonGenerator json, double value, String text) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }

    /** A point in time in the form that the field asks for. */
    public static void instant(JsonGenerator json, Instant instant, TimeFormat format) throws IOException {
        ContractJson.instant(json, instant, format);
    }
}
