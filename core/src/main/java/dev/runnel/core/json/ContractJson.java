package dev.runnel.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.runnel.core.contract.TimeFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/** Values of other systems as the JSON that a contract's decoder takes. */
public final class ContractJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final BigInteger MICROS = BigInteger.valueOf(1_000_000);

    private ContractJson() {}

    /** Writes a point in time in the form that a field asks for; of epoch numbers, digits behind microseconds are cut off. */
    public static void instant(JsonGenerator json, Instant instant, TimeFormat format) throws IOException {
        if (format == TimeFormat.ISO) {
            json.writeString(instant.toString());
            return;
        }
        BigInteger micros = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(MICROS)
                .add(BigInteger.valueOf(instant.getNano() / 1_000));
        int places =
                switch (format) {
                    case EPOCH_SECONDS -> 6;
                    case EPOCH_MILLIS -> 3;
                    default -> 0;
                };
        json.writeNumber(new BigDecimal(micros, places).toPlainString());
    }

    /** Why a text is not one JSON value; empty when it is. What stands in the text is not told. */
    public static Optional<String> problem(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.of("holds no JSON text");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                return Optional.of("holds more than one JSON value");
            }
        } catch (JsonProcessingException e) {
            return Optional.of("holds no JSON text: it breaks at character "
                    + e.getLocation().getCharOffset());
        } catch (IOException e) {
            throw new IllegalStateException("reading a string cannot fail", e);
        }
        return Optional.empty();
    }
}
