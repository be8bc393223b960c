package dev.runnel.cli.invalid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.record.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvalidRecordTest {
    @Test
    void showsTextAsItCame() {
        InvalidRecord record = record("{\"id\":ü".getBytes(StandardCharsets.UTF_8));
        assertThat(record.id()).isEqualTo("events/0/17");
        assertThat(record.fields())
                .containsEntry("original", "{\"id\":ü")
                .containsEntry(Headers.CODE, "syntax")
                .doesNotContainKey("original_bytes");
    }

    @Test
    void showsBytesThatAreNoTextInBase64() {
        InvalidRecord record = record(new byte[] {(byte) 0xff, 0, 1});
        assertThat(record.text()).isEmpty();
        assertThat(record.fields()).containsEntry("original_bytes", "/wAB").doesNotContainKey("original");
    }

    private static InvalidRecord record(byte[] original) {
        return new InvalidRecord(
                "events", 0, 17, Instant.EPOCH, Map.of(Headers.CODE, "syntax"), original, Optional.of(false));
    }
}
