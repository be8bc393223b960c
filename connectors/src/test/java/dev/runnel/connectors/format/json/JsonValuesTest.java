package dev.runnel.connectors.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.Resuming;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.text.Compression;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {
    @TempDir
    Path folder;

    private Given.Opening opening(byte[] content) {
        return from -> JsonValues.open(Given.file(folder, "t.json", content), Compression.NONE, Optional.empty(), from);
    }

    private Given.Opening opening(String content) {
        return opening(content.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " [ {\"a\": 1.0} , {\"b\": [1, {}]},{} ]\n",
                "\uFEFF[{\"a\": 1.0},{\"b\": [1, {}]},{}]",
                "{\"a\": 1.0}{\"b\": [1, {}]}\n\n{}",
                "\uFEFF {\"a\": 1.0}\r\n{\"b\": [1, {}]} {} "
            })
    void givesEachObjectAsItStands(String content) {
        assertThat(Given.texts(opening(content))).containsExactly("{\"a\": 1.0}", "{\"b\": [1, {}]}", "{}");
        assertThat(Given.all(opening(content)).stream().map(r -> r.at().toString()))
                .containsExactly("t.json:1", "t.json:2", "t.json:3");
        Resuming.check(opening(content));
    }

    @Test
    void oneObjectIsOneRecordOverSeveralLines() {
        assertThat(Given.texts(opening("{\n \"a\": 1\n}\n"))).containsExactly("{\n \"a\": 1\n}");
    }

    @Test
    void whatIsNoObjectIsBrokenAndTheRestGoesOn() {
        Given.Opening opening = opening("[1, {\"a\":1}, [ {} ], \"x\\n\", null, -1.5e3 ,{}]");
        assertThat(Given.texts(opening))
                .containsExactly(
                        "syntax 1",
                        "{\"a\":1}",
                        "syntax [ {} ]",
                        "syntax \"x\\n\"",
                        "syntax null",
                        "syntax -1.5e3",
                        "{}");
        Resuming.check(opening);
    }

    @Test
    void anObjectThatIsTooLargeIsBrokenAndTheRestGoesOn() {
        String large = "{\"a\":[" + "1234567, ".repeat(200_000) + "1]}";
        Given.Opening opening = opening("[{\"b\":1}," + large + ",{\"c\":1}," + large + "]");
        assertThat(Given.texts(opening))
                .containsExactly(
                        "{\"b\":1}",
                        "too_large " + large.substring(0, FileRecord.KEPT_BYTES),
                        "{\"c\":1}",
                        "too_large " + large.substring(0, FileRecord.KEPT_BYTES));
        Resuming.check(opening);
    }

    @Test
    void manyObjectsPassThroughTheWindow() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 40_000; i++) {
            text.append(i == 0 ? "" : " ,\n").append("{\"id\":").append(i).append(",\"text\":\"äöü 0123456789\"}");
        }
        Given.Opening opening = opening(text.append(']').toString());
        assertThat(Given.texts(opening))
                .hasSize(40_000)
                .element(39_999)
                .isEqualTo("{\"id\":39999,\"text\":\"äöü 0123456789\"}");
        Resuming.check(opening);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void otherEncodingsBecomeUtf8(String charset) {
        Given.Opening opening = opening("\uFEFF[{\"a\":\"Ж\"}, {\"b\":\"😀\"}]".getBytes(Charset.forName(charset)));
        assertThat(Given.texts(opening)).containsExactly("{\"a\":\"Ж\"}", "{\"b\":\"😀\"}");
        Resuming.check(opening);
    }

    @Test
    void emptyFilesHaveNoRecords() {
        assertThat(Given.texts(opening(""))).isEmpty();
        assertThat(Given.texts(opening(" \n"))).isEmpty();
        assertThat(Given.texts(opening("[]"))).isEmpty();
        assertThat(Given.texts(opening("[ ]\n"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"a\":1},{\"b\":}]|t.json: it is no JSON behind record 1, at byte 15",
                "[{\"a\":1}{}]|t.json: it is no JSON behind record 1, at byte 9",
                "[{\"a\":1}|t.json: it is no JSON behind record 1, at byte 8",
                "[{}] {}|t.json: something stands behind the array behind record 1",
                "<html>|t.json: it is no JSON behind record 0, at byte"
            })
    void textThatStopsBeingJsonIsOneClearMessage(String content, String message) {
        assertThatThrownBy(() -> Given.all(opening(content)))
                .hasMessageContaining(message)
                .hasMessageContaining("; mend it, or say `format: ndjson` when each line is a record");
    }
}
