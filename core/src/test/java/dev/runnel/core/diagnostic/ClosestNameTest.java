package dev.runnel.core.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosestNameTest {
    private static final List<String> NAMES = List.of("partition_by", "table", "format", "roll");

    @Test
    void findsTheNearest() {
        assertThat(ClosestName.of("partitoin_by", NAMES)).contains("partition_by");
        assertThat(ClosestName.of("Tabel", NAMES)).contains("table");
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(ClosestName.of("colour", NAMES)).isEmpty();
    }

    @Test
    void countsSwappedNeighboursAsOneEdit() {
        assertThat(ClosestName.of("rlol", NAMES)).contains("roll");
    }
}
