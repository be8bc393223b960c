package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEditTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"a\" : 1 ,\"b\":2}          | a          | 7       | { \"a\" : 7 ,\"b\":2}",
                "{\"e\":{\"p\": \"x\" }, \"z\":1} | e.p        | 0       | {\"e\":{\"p\": 0 }, \"z\":1}",
                "{\"a\":1,\"a\":2}              | a          | 3       | {\"a\":1,\"a\":3}",
                "{}                             | a          | 1       | {\"a\":1}",
                "{ }                            | a.b        | true    | {\"a\":{\"b\":true} }",
                "{\"a\":1 }                     | b.c        | null    | {\"a\":1,\"b\":{\"c\":null} }",
                "{\"l\":[1, {\"p\":2} ]}        | l[1].p     | [3]     | {\"l\":[1, {\"p\":[3]} ]}",
                "{\"l\":[[1,2],[3]]}            | l[0][1]    | 9       | {\"l\":[[1,9],[3]]}",
                "{\"\\u0061\":1}                | a          | 2       | {\"\\u0061\":2}",
                "{\"ä\":\"ö\"}                  | ä          | \"ü\"   | {\"ä\":\"ü\"}",
            })
    void setsOneValueAndKeepsEveryOtherByte(String record, String path, String value, String expected)
            throws JsonEdit.Refused {
        assertThat(text(JsonEdit.set(bytes(record), path, value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1         | a      | is not JSON (byte 6",
                "[1]              | a      | the record is no object",
                "{\"a\":1}        | a.b    | a is no object, so 'a.b' cannot be set in it",
                "{\"a\":{\"b\":1}} | a.b[0] | a.b is no list",
                "{\"a\":[1]}      | a[3]   | a has 1 elements, so there is none at [3]",
                "{}               | a[0]   | no list at 'a[0]'",
                "{}               | a..b   | no path to a field",
                "{}               | [0]    | no path to a field",
            })
    void saysWhyItCannot(String record, String path, String why) {
        assertThatThrownBy(() -> JsonEdit.set(bytes(record), path, "0"))
                .isInstanceOf(JsonEdit.Refused.class)
                .hasMessageContaining(why);
    }

    @Test
    void takesTextThatIsNoJsonAsAString() {
        assertThat(JsonEdit.valueOf("0")).isEqualTo("0");
        assertThat(JsonEdit.valueOf(" {\"a\":[1]} ")).isEqualTo("{\"a\":[1]}");
        assertThat(JsonEdit.valueOf("\"0\"")).isEqualTo("\"0\"");
        assertThat(JsonEdit.valueOf("view")).isEqualTo("\"view\"");
        assertThat(JsonEdit.valueOf("say \"x\"")).isEqualTo("\"say \\\"x\\\"\"");
        assertThat(JsonEdit.valueOf("")).isEqualTo("\"\"");
        assertThat(JsonEdit.valueOf("1 2")).isEqualTo("\"1 2\"");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
