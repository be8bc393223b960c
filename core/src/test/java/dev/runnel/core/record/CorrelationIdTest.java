package dev.runnel.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CorrelationIdTest {
    @Test
    void isAUuidOfVersion7ThatHoldsTheTime() {
        long now = 1_763_680_000_123L;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            UUID id = UUID.fromString(CorrelationId.of(null, now));
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now);
            seen.add(id.toString());
        }
        assertThat(seen).hasSize(10_000);
    }

    @Test
    void isTheClientsOwnWhenThatIsAUuid() {
        String own = "0193A1B2-C3D4-7E5F-8A6B-9C0D1E2F3A4B";
        assertThat(CorrelationId.of(" " + own + " ", 1)).isEqualTo("0193a1b2-c3d4-7e5f-8a6b-9c0d1e2f3a4b");
        assertThat(CorrelationId.of("1-1-1-1-1", 1)).isNotEqualTo("1-1-1-1-1");
        assertThat(CorrelationId.of("", 1)).hasSize(36);
    }
}
