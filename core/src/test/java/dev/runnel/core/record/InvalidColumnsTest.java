package dev.runnel.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvalidColumnsTest {
    @Test
    void aFieldNeverHidesHowItsRecordFailed() {
        assertThat(InvalidColumns.of(List.of("id", "code", "record_code", "price")))
                .containsExactly("id", "record_record_code", "record_code", "price");
    }
}
