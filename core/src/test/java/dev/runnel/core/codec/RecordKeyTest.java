package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "STRING; 'a\\u00e9\"'; aé\"",
                "BIGINT; 5; 5",
                "BIGINT; 5.0; 5",
                "INT; -7; -7",
                "BOOLEAN; true; true",
                "DOUBLE; 1.5; 1.5",
                "DATE; '2026-11-20'; 2026-11-20",
                "TIME; '10:15:30.5'; 10:15:30.500",
                "TIMESTAMP; '2026-11-20T11:15:30.5+01:00'; 2026-11-20T10:15:30.500Z",
                "BYTES; 'dGV4dA=='; dGV4dA==",
                "BIGINT; null; "
            })
    void isTheValueAsText(Type.Primitive type, String json, String expected) throws MalformedJsonException {
        // CSV takes single quotes for its own, so strings come without any.
        boolean text = List.of("STRING", "DATE", "TIME", "TIMESTAMP", "BYTES").contains(type.name());
        String value = text ? "\"" + json.replace("\"", "\\\"") + "\"" : json;
        assertThat(key(type, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.50", "1.50, 1.50", "2, 2.00", "15e-1, 1.50"})
    void isTheSameForEqualDecimals(String json, String expected) throws MalformedJsonException {
        assertThat(key(new Type.Decimal(10, 2), json)).isEqualTo(expected);
        assertThat(key(new Type.Decimal(30, 2), json)).isEqualTo(expected);
    }

    private static @Nullable String key(Type type, String json) throws MalformedJsonException {
        RecordType row =
                new RecordType(List.of(Field.of("row", new RecordType(List.of(Field.of("k", type, false))), true)));
        Contract contract = new Contract("s", row, Optional.of("row.k"), Optional.empty(), Contract.UnknownFields.KEEP);
        RecordDecoder decoder = RecordDecoder.of(contract);
        DecodedRecord record = decoder.newRecord();
        byte[] body = ("{\"row\":{\"k\":" + json + "}}").getBytes(StandardCharsets.UTF_8);
        assertThat(new BodyReader(decoder, body, 0, body.length, BodyReader.Framing.JSON).next(record))
                .isTrue();
        assertThat(record.violations()).isEmpty();
        byte[] key = new RecordKey(decoder.layout(), "row.k").of(record);
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }
}
