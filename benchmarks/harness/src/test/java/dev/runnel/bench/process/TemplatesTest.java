package dev.runnel.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    @Test
    void valuesArePutIn() {
        assertThat(Templates.text("sql/average.sql", Map.of("time", "ts"))).contains("DESCRIPTOR(ts)");
    }

    @Test
    void aValueThatIsMissingIsNamed() {
        assertThatThrownBy(() -> Templates.text("sql/average.sql", Map.of()))
                .hasMessageContaining("sql/average.sql")
                .hasMessageContaining("${time}");
    }

    @Test
    void aResourceThatIsMissingIsNamed() {
        assertThatThrownBy(() -> Templates.text("land/nothing.sql", Map.of())).hasMessageContaining("land/nothing.sql");
    }
}
