package dev.runnel.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonSlicesTest {
    @Test
    void givesEachValueAsItStands() throws IOException {
        assertThat(
                        JsonSlices.of(
                                " { \"a\" : 0.50 , \"b\":{ \"c\": [1 , 2] },\"d\":\"x\\u00e9\", \"e\":null,\"f\":12345678901234567890.10}"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", "0.50",
                        "b", "{ \"c\": [1 , 2] }",
                        "d", "\"x\\u00e9\"",
                        "e", "null",
                        "f", "12345678901234567890.10"));
    }

    @Test
    void refusesWhatIsNoObject() {
        for (String text : new String[] {"", "[1]", "{\"a\":1", "{} x", "{\"a\" 1}"}) {
            assertThatThrownBy(() -> JsonSlices.of(text)).as(text).isInstanceOf(IOException.class);
        }
    }
}
