package dev.runnel.connectors.jdbc.column;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.json.ContractJson;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as JSON objects, one after the other: {@link #begin}, then {@link #member} and one value for each column,
 * then {@link #end}. Not thread safe.
 */
public final class RowJson {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator("")
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final int KEPT_BYTES = 1 << 20;

    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
    private JsonGenerator json;
    private String member = "";
    private @Nullable Violation broken;

    public RowJson() throws IOException {
        json = FACTORY.createGenerator(bytes);
    }

    public void begin() throws IOException {
        broken = null;
        json.writeStartObject();
    }

    public void member(SerializableString name) throws IOException {
        member = name.getValue();
        json.writeFieldName(name);
    }

    /** The row's bytes in UTF-8. */
    public byte[] end() throws IOException {
        json.writeEndObject();
        json.flush();
        byte[] row = bytes.toByteArray();
        if (row.length > KEPT_BYTES) {
            bytes = new ByteArrayOutputStream(1 << 10);
            json = FACTORY.createGenerator(bytes);
        } else {
            bytes.reset();
        }
        return row;
    }

    /** The first value of the row that no record can hold. */
    public Optional<Violation> broken() {
        return Optional.ofNullable(broken);
    }

    public void nothing() throws IOException {
        json.writeNull();
    }

    public void flag(boolean value) throws IOException {
        json.writeBoolean(value);
    }

    public void whole(long value) throws IOException {
        json.writeNumber(value);
    }

    public void floating(double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            refuse(Reason.RANGE, Double.toString(value), "is no number that a record can hold");
        }
    }

    /** A number as it is written, every digit kept. */
    public void digits(String number) throws IOException {
        if (startsAsNumber(number)) {
            json.writeNumber(number);
        } else {
            refuse(Reason.RANGE, number, "is no number that a record can hold");
        }
    }

    private static boolean startsAsNumber(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        return text.length() > first && text.charAt(first) >= '0' && text.charAt(first) <= '9';
    }

    public void text(String value) throws IOException {
        if (isWhole(value)) {
            json.writeString(value);
        } else {
            blame(Reason.TYPE, "the text holds half of a surrogate pair, which is no character");
            json.writeString(value.replaceAll("[\\ud800-\\udfff]", "\ufffd"));
        }
    }

    /** Whether each half of a surrogate pair has its other half. */
    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isHighSurrogate(text.charAt(i))
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Bytes in base64. */
    public void bytes(byte[] value) throws IOException {
        json.writeBinary(value);
    }

    /** JSON text as it is. */
    public void json(String text) throws IOException {
        Optional<String> problem = ContractJson.problem(text);
        if (problem.isPresent()) {
            blame(Reason.TYPE, "the column " + problem.get());
            text(text);
        } else {
            json.writeRawValue(text);
        }
    }

    public void instant(Instant value, TimeFormat format) throws IOException {
        ContractJson.instant(json, value, format);
    }

    /** Writes a value that no record can hold as its text, and says why. */
    public void refuse(Reason reason, String text, String why) throws IOException {
        blame(reason, "'" + text + "' " + why + "; a field of type string takes it as text");
        json.writeString(text);
    }

    private void blame(Reason reason, String message) {
        if (broken == null) {
            broken = new Violation(reason, member, message, -1);
        }
    }
}
