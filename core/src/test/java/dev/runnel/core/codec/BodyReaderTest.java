package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runnel.core.codec.BodyReader.Framing;
import dev.runnel.core.contract.Type.Primitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private final Given ids = Given.fields(Given.required("id", Primitive.INT));

    /** Each record's own bytes, with the reasons why it is invalid. */
    private List<String> read(Framing framing, String body) throws MalformedJsonException {
        byte[] bytes = ("##" + body + "##").getBytes(StandardCharsets.UTF_8);
        BodyReader reader = new BodyReader(ids.decoder, bytes, 2, bytes.length - 2, framing);
        List<String> records = new ArrayList<>();
        while (reader.next(ids.record)) {
            String text = new String(bytes, reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8);
            StringBuilder record = new StringBuilder(text);
            ids.record.violations().forEach(v -> record.append(" !")
                    .append(v.reason().id()));
            records.add(record.toString());
        }
        assertThat(reader.next(ids.record)).as("the end stays the end").isFalse();
        return records;
    }

    @Test
    void oneObjectIsOneRecord() throws MalformedJsonException {
        assertThat(read(Framing.JSON, " {\"id\":1} \n")).containsExactly("{\"id\":1}");
    }

    @Test
    void anArrayGivesItsElementsExactlyAsPosted() throws MalformedJsonException {
        assertThat(read(Framing.JSON, "[ {\"id\": 1} ,\n{\"id\":2,\"x\":[{}]},{\"id\":\"3\"}]"))
                .containsExactly("{\"id\": 1}", "{\"id\":2,\"x\":[{}]}", "{\"id\":\"3\"} !type");
    }

    @Test
    void anEmptyArrayHasNoRecords() throws MalformedJsonException {
        assertThat(read(Framing.JSON, " [ ] ")).isEmpty();
    }

    @Test
    void elementsThatAreNoObjectsAreInvalidRecords() throws MalformedJsonException {
        assertThat(read(Framing.JSON, "[1,null,[{\"id\":1}],\"x\",{\"id\":1}]"))
                .containsExactly("1 !type", "null !type", "[{\"id\":1}] !type", "\"x\" !type", "{\"id\":1}");
        assertThat(read(Framing.JSON, "7")).containsExactly("7 !type");
    }

    @Test
    void positionsOfViolationsCountFromTheRecord() throws MalformedJsonException {
        byte[] body = "[{\"id\":1}, {\"id\":true}]".getBytes(StandardCharsets.UTF_8);
        BodyReader reader = new BodyReader(ids.decoder, body, 0, body.length, Framing.JSON);
        reader.next(ids.record);
        reader.next(ids.record);
        assertThat(ids.record.violations()).singleElement().satisfies(v -> assertThat(v.position())
                .isEqualTo(6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"id\":1}         | 1 | 10 | 9  | expected ',' or ']' after a record, found the end",
                "[{\"id\":1},]       | 1 | 11 | 10 | expected a value, found ']'",
                "[{\"id\":1} {\"id\":2}] | 1 | 11 | 10 | expected ',' or ']' after a record, found '{'",
                "[{\"id\":1}] x      | 1 | 12 | 11 | expected nothing more, found 'x'",
                "{\"id\":1}{         | 1 | 9  | 8  | expected nothing more, found '{'",
                "{\"id\":1,}         | 1 | 9  | 8  | expected a field name in quotes, found '}'",
                "[{\"id\":01}]       | 1 | 8  | 7  | a number does not begin with 0 and another digit",
                "[\\n{\"ü\":1,\\n \"id\" 1}] | 3 | 7 | 17 | expected ':', found '1'",
            })
    void malformedJsonSaysWhereAndWhy(String body, int line, int column, int position, String message) {
        MalformedJsonException e =
                assertThrows(MalformedJsonException.class, () -> read(Framing.JSON, body.replace("\\n", "\n")));
        assertThat(e.line()).isEqualTo(line);
        assertThat(e.column()).isEqualTo(column);
        assertThat(e.position()).isEqualTo(position);
        assertThat(e).hasMessage("line %d, column %d (byte %d): %s".formatted(line, column, position, message));
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void anEmptyBodyIsMalformed(Framing framing) {
        assertThatThrownBy(() -> read(framing, "")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> read(framing, " \n \r\n")).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void aByteOrderMarkIsNamed() throws MalformedJsonException {
        assertThatThrownBy(() -> read(Framing.JSON, "\uFEFF{\"id\":1}"))
                .hasMessageContaining("byte order mark")
                .hasMessageContaining("byte 0");
        assertThat(read(Framing.NDJSON, "\uFEFF{\"id\":1}\n{\"id\":2}"))
                .containsExactly("\uFEFF{\"id\":1} !syntax", "{\"id\":2}");
    }

    @Test
    void linesAreRecordsAndBlankOnesAreNot() throws MalformedJsonException {
        assertThat(read(Framing.NDJSON, "\n{\"id\":1}\r\n\n  \t\n {\"id\": 2} \n{\"id\":3}"))
                .containsExactly("{\"id\":1}", "{\"id\": 2}", "{\"id\":3}");
    }

    @Test
    void aMalformedLineIsOneInvalidRecord() throws MalformedJsonException {
        assertThat(read(Framing.NDJSON, "{\"id\":1}\n{\"id\":\n{\"id\":2}\nx\n{\"id\":3} {\"id\":4}\n5\n"))
                .containsExactly(
                        "{\"id\":1}",
                        "{\"id\": !syntax",
                        "{\"id\":2}",
                        "x !syntax",
                        "{\"id\":3} {\"id\":4} !syntax",
                        "5 !type");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 200, 100_000})
    void nestingIsBoundedForEachRecord(int levels) throws MalformedJsonException {
        // the record itself is one level
        String deep = "{\"id\":1,\"x\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
        deep = levels == 1 ? "{\"id\":1}" : deep;
        String outcome = levels > RecordDecoder.MAX_DEPTH ? " !too_large" : "";
        assertThat(read(Framing.JSON, "[" + deep + ",{\"id\":2}]")).containsExactly(deep + outcome, "{\"id\":2}");
        assertThat(read(Framing.NDJSON, deep + "\n{\"id\":2}")).containsExactly(deep + outcome, "{\"id\":2}");
    }

    @Test
    void aRecordIsBoundedInBytes() throws MalformedJsonException {

        String filled = "{\"id\":1,\"x\":\"" + "y".repeat(RecordDecoder.MAX_BYTES - 15) + "\"}";
        assertThat(filled).hasSize(RecordDecoder.MAX_BYTES);
        String larger = filled.replace("\"}", "y\"}");
        for (Framing framing : Framing.values()) {
            assertThat(read(framing, filled)).containsExactly(filled);
            assertThat(read(framing, larger)).containsExactly(larger + " !too_large");
        }
    }

    @Test
    void refusesTheRecordOfAnotherDecoder() {
        BodyReader reader = new BodyReader(ids.decoder, new byte[0], 0, 0, Framing.JSON);
        DecodedRecord other = Given.fields(Given.required("id", Primitive.INT)).record;
        assertThrows(IllegalArgumentException.class, () -> reader.next(other));
    }
}
