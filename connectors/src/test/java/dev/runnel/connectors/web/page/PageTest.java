package dev.runnel.connectors.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records of an answer, byte for byte. */
class PageTest {
    private static List<String> records(String body, String... path) throws Page.UnreadableException {
        return Page.of(body.getBytes(StandardCharsets.UTF_8), List.of(path)).records().stream()
                .map(e -> (e.isObject() ? "" : "!") + new String(e.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void everyByteStaysAsItIs() throws Exception {
        assertThat(records(
                        "\uFEFF{\"a\":{\"items\" : [ {\"n\": 1.50e0 , \"s\":\"é☃\\u00e9\"} ,\n 7, \"x\",null,[{}]\t,{}]},\"b\":[1]}",
                        "a",
                        "items"))
                .containsExactly("{\"n\": 1.50e0 , \"s\":\"é☃\\u00e9\"}", "!7", "!\"x\"", "!null", "![{}]", "{}");
    }

    @Test
    void theAnswerItselfIsAListAnObjectOrLines() throws Exception {
        assertThat(records("[{\"n\":1},{\"n\":2}] ")).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(records(" {\"n\":1}")).containsExactly("{\"n\":1}");
        assertThat(records("{\"n\":1}\n{\"n\":2}\n3\n")).containsExactly("{\"n\":1}", "{\"n\":2}", "!3");
        assertThat(records("[]")).isEmpty();
        assertThat(records("{\"data\":null}", "data")).isEmpty();
        assertThat(records("{\"data\":{\"n\":1},\"more\":{\"data\":[1]}}", "data"))
                .containsExactly("{\"n\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "<html>                        | items | is not JSON",
                "{\"items\":[{\"n\":1},{\"n\"  | items | is not JSON",
                "{\"items\":[{\"n\":1}]        | items | is not JSON",
                "{\"items\":[1],\"x\":         | items | is not JSON",
                "{\"error\":\"no\"}            | items | no list and no object at 'items'; look at `records`",
                "{\"items\":5}                 | items | no list and no object at 'items'",
                "[{\"items\":[]}]              | items | no list and no object at 'items'",
                "{\"items\":[]}{\"items\":[1]} | items | something stands behind"
            })
    void whatIsNoneIsSaid(String body, String path, String message) {
        assertThatThrownBy(() -> records(body, path))
                .isInstanceOf(Page.UnreadableException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "\"text\"", "[1] [2]", "{} x"})
    void anAnswerWithoutRecordsIsSaid(String body) {
        assertThatThrownBy(() -> records(body)).isInstanceOf(Page.UnreadableException.class);
    }

    @Test
    void textsAreFoundByTheirNames() {
        byte[] body = "{\"skip\":{\"next\":1},\"meta\":{\"next\":\"a\\\"b\",\"n\":10.50,\"no\":null,\"list\":[1]}}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Page.text(body, List.of("meta", "next"))).contains("a\"b");
        assertThat(Page.text(body, List.of("meta", "n"))).contains("10.50");
        assertThat(Page.text(body, List.of("meta", "no"))).isEmpty();
        assertThat(Page.text(body, List.of("meta", "list"))).isEmpty();
        assertThat(Page.text(body, List.of("next"))).isEmpty();
        assertThat(Page.text("<html>".getBytes(StandardCharsets.UTF_8), List.of("next")))
                .isEmpty();
    }
}
