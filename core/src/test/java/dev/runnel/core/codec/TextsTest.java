package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings: UTF-8, escapes and base64, both where they are read and where they are passed over. */
class TextsTest {
    private final Given given = Given.fields(
            Given.field("s", Primitive.STRING),
            Given.field("t", Primitive.STRING),
            Given.field("b", Primitive.BYTES),
            Given.field("j", Primitive.JSON));

    private static byte[] record(String field, String hexOfText) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("{\"" + field + "\":\"").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(HexFormat.of().parseHex(hexOfText));
        out.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Test
    void everyCodePointIsReadAsItselfAndAsAnEscape() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 61) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                continue;
            }
            String text = "<" + Character.toString(c) + ">";
            StringBuilder escaped = new StringBuilder();
            text.chars().forEach(unit -> escaped.append("\\u%04x".formatted(unit)));
            assertThat(given.value("s", "{\"s\":\"" + escaped + "\"}")).isEqualTo(text);
            if (c >= ' ' && c != '"' && c != '\\') {
                assertThat(given.value("s", "{\"s\":\"" + text + "\"}")).isEqualTo(text);
            }
        }
    }

    @Test
    void aFieldsTextIsFoundWhereTheRecordHasItWhateverTheOneBeforeHad() {
        assertThat(given.value("s", "{\"s\":\"a\\nb\"}")).isEqualTo("a\nb");
        assertThat(given.value("s", "{\"s\":\"plain\"}")).isEqualTo("plain");
        assertThat(given.value("t", "{\"s\":\"\\u0041\",\"t\":\"next\"}")).isEqualTo("next");
        assertThat(given.record.value(0)).isEqualTo("A");
        assertThat(given.value("s", "{\"t\":\"\\t\",\"s\":\"of another array\"}"))
                .isEqualTo("of another array");
    }

    @Test
    void aNameThatNeedsEscapesIsNotTakenWithoutThem() {
        Given quoted = Given.fields(Given.field("x\"y", Primitive.INT));
        assertThat(quoted.value("x\"y", "{\"x\\\"y\":1 ,\"some more\":2}")).isEqualTo(1);
        assertThat(quoted.violation("{\"x\"y\":1 ,\"some more\":2}").reason()).isEqualTo(Reason.SYNTAX);
    }

    @Test
    void shortEscapes() {
        assertThat(given.value("s", "{\"s\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\\u0041\"}"))
                .isEqualTo("a\"\\/\b\f\n\r\tzA");
    }

    @Test
    void plainTextsPointIntoTheInput() {
        byte[] json = "{\"s\":\"plain\",\"t\":\"esc\\u0061ped\"}".getBytes(StandardCharsets.UTF_8);
        given.decoder.decode(json, 0, json.length, given.record);
        assertThat(given.record.buffer(0)).isSameAs(json);
        assertThat(given.record.start(0)).isEqualTo(6);
        assertThat(given.record.length(0)).isEqualTo(5);
        assertThat(given.record.text(1)).isEqualTo("escaped");
    }

    @Test
    void escapedTextsStayWhereTheyAreWhenMoreFollow() {
        String first = "x\\n".repeat(50);
        String second = "y\\t".repeat(5000);
        given.decode("{\"s\":\"%s\",\"t\":\"%s\"}".formatted(first, second));
        assertThat(given.record.text(0)).isEqualTo("x\n".repeat(50));
        assertThat(given.record.text(1)).isEqualTo("y\t".repeat(5000));
    }

    @ParameterizedTest
    @CsvSource({
        "80, 0",
        "BF, 0",
        "C0AF, 0",
        "C1BF, 0",
        "C2, 0",
        "C220, 0",
        "E08080, 0",
        "E09FBF, 0",
        "E282, 0",
        "E28220, 0",
        "EDA080, 0",
        "EDBFBF, 0",
        "EDA080EDB080, 0",
        "F0808080, 0",
        "F08FBFBF, 0",
        "F0908080F0, 4",
        "F4908080, 0",
        "F5808080, 0",
        "FE, 0",
        "FF, 0",
        "4141414141414141C1, 8",
        "C3A4C3A4C3A4C3A4C3A480, 10",
        "F09F98, 0",
    })
    void whatIsNotUtf8IsRefusedWithItsPosition(String hex, int offset) {
        for (String field : new String[] {"s", "j", "unknown"}) {
            DecodedRecord record = given.decode(record(field, hex));
            assertThat(record.violations()).singleElement().satisfies(violation -> {
                assertThat(violation.reason()).isEqualTo(Reason.SYNTAX);
                assertThat(violation.position()).isEqualTo(field.length() + 5 + offset);
                assertThat(violation.message()).contains("not UTF-8");
            });
        }
    }

    @Test
    void aNameMustBeUtf8Too() {
        byte[] record = "{\"s#\":1}".getBytes(StandardCharsets.UTF_8);
        record[3] = (byte) 0xFF;
        assertThat(given.decode(record).violations()).singleElement().satisfies(v -> assertThat(v.position())
                .isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\x",
                "\\",
                "\\u",
                "\\u12",
                "\\u12g4",
                "\\U0041",
                "\\ud800",
                "\\udc00",
                "\\ud800x",
                "\\ud800\\n",
                "\\ud800\\ud800",
                "\\udc00\\ud800",
                "\\ud800\\u0041",
                "a\nb",
                "a\u0000b",
                "a\tb",
                "a\u001fb"
            })
    void otherEscapesAndControlCharactersAreRefused(String text) {
        for (String field : new String[] {"s", "j", "unknown"}) {
            String json = "{\"" + field + "\":\"" + text + "\"}";
            Violation violation = given.violation(json);
            assertThat(violation.reason()).isEqualTo(Reason.SYNTAX);
            assertThat(violation.position()).isBetween(field.length() + 5, json.length());
            assertThat(given.violation("{\"" + text + "\":1}").reason()).isEqualTo(Reason.SYNTAX);
        }
    }

    @Test
    void aControlCharacterIsFoundAtEveryDistanceFromTheQuote() {
        for (int before = 0; before < 40; before++) {
            for (int after = 0; after < 20; after++) {
                String json = "{\"s\":\"" + "x".repeat(before) + "\u0007" + "y".repeat(after) + "\"}";
                assertThat(given.violation(json).position()).isEqualTo(6 + before);
            }
        }
    }

    @Test
    void bytesAreBase64() {
        assertThat((byte[]) given.value("b", "{\"b\":\"AP\\u002b/\"}")).containsExactly(0, -1, -65);
        assertThat((byte[]) given.value("b", "{\"b\":\"AA==\"}")).containsExactly(0);
        assertThat((byte[]) given.value("b", "{\"b\":\"AA\"}")).containsExactly(0);
        assertThat((byte[]) given.value("b", "{\"b\":\"\"}")).isEmpty();
        for (String text : new String[] {"A", "A===", "AA=", "AA==A", "A A=", "_-__", "ä"}) {
            assertThat(given.violation("{\"b\":\"" + text + "\"}").reason()).isEqualTo(Reason.TYPE);
        }
    }

    @Test
    void jsonIsKeptAsItIsWritten() {
        String raw = "{ \"a\" : [1, 2.50 , \"\\u0041\"] }";
        assertThat(given.value("j", "{\"j\": " + raw + " }")).isEqualTo(raw);
        assertThat(given.value("j", "{\"j\":null}")).isNull();
        assertThat(given.value("j", "{\"j\":\"null\"}")).isEqualTo("\"null\"");
    }
}
