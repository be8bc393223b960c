package dev.runnel.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final StreamFigures LOAD =
            new StreamFigures("orders", true, 900, 100, 500, 0, OptionalLong.of(1400));
    private static final StreamFigures NOTHING_NEW =
            new StreamFigures("items", true, 0, 0, 0, 70, OptionalLong.empty());
    private static final StreamFigures CLICKS = new StreamFigures("clicks", false, 30, 10, 0, 50, OptionalLong.of(50));

    @Test
    void aRunOfSourcesThatEndTellsOfEach() {
        Summary summary = new Summary(List.of(LOAD, NOTHING_NEW), OptionalLong.of(3), Duration.ofSeconds(4));
        assertThat(summary.toString().lines())
                .containsExactly(
                        "orders: 1000 rows read, 900 valid, 100 invalid, after 500 of an earlier start; 1400 rows in the lake;"
                                + " see: runnel invalid list --stream orders",
                        "items: nothing new to read",
                        "1000 rows read in 4.0 s (250.0/s); 3 files in the lake");
        assertThat(summary.fields())
                .containsEntry("accepted", 900L)
                .containsEntry("invalid", 100L)
                .containsEntry("landed", 1400L)
                .containsEntry("per_second", 250.0);
        assertThat(summary.fields().get("streams"))
                .asString()
                .contains("stream=orders, read=1000, valid=900, invalid=100, read_before=500, in_lake=1400")
                .contains("stream=items, read=0");
    }

    @Test
    void nothingIsSaidOfALakeOnAnotherMachine() {
        StreamFigures there = new StreamFigures("orders", true, 10, 0, 0, 0, OptionalLong.empty());
        Summary summary = new Summary(List.of(there), OptionalLong.empty(), Duration.ofSeconds(4));
        assertThat(summary).hasToString("orders: 10 rows read, 10 valid, 0 invalid\n10 rows read in 4.0 s (2.5/s)");
        assertThat(summary.fields()).doesNotContainKeys("landed", "files");
    }

    @Test
    void whatIsSentIsCountedApart() {
        Summary summary = new Summary(List.of(CLICKS, LOAD), OptionalLong.of(3), Duration.ofSeconds(4));
        assertThat(summary.toString().lines())
                .hasSize(2)
                .last()
                .isEqualTo("30 events accepted, 10 invalid in 4.0 s (10.0/s); 50 of 50 landed in 3 files");
        assertThat(new Summary(List.of(CLICKS), OptionalLong.of(3), Duration.ofSeconds(4)).fields())
                .doesNotContainKey("streams");
    }
}
