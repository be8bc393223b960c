package dev.runnel.connectors.jdbc.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BinlogTextTest {
    @Test
    void spansOfTimeAreWrittenAsTheServerWritesThem() {
        assertThat(BinlogText.of(90_001_500_000L, "io.debezium.time.MicroTime", -1))
                .isEqualTo("25:00:01.500000");
        assertThat(BinlogText.of(-3_020_399_000_000L, "io.debezium.time.MicroTime", -1))
                .isEqualTo("-838:59:59");
        assertThat(BinlogText.of(0L, "io.debezium.time.MicroTime", -1)).isEqualTo("00:00:00");
    }

    @Test
    void daysAndTimesMayLieBeforeTheEpoch() {
        assertThat(BinlogText.of(-1, "io.debezium.time.Date", -1)).isEqualTo("1969-12-31");
        assertThat(BinlogText.of(-1L, "io.debezium.time.MicroTimestamp", -1)).isEqualTo("1969-12-31 23:59:59.999999");
        assertThat(BinlogText.of(-1L, "io.debezium.time.Timestamp", -1)).isEqualTo("1969-12-31 23:59:59.999000");
    }

    @Test
    void secondsAreWrittenAlsoWhenThereAreNone() {
        assertThat(BinlogText.of(0L, "io.debezium.time.Timestamp", 0)).isEqualTo("1970-01-01 00:00:00");
    }

    @Test
    void aTimeOfDayHasTheDigitsOfItsColumn() {
        assertThat(BinlogText.of(1_500_000L, "io.debezium.time.MicroTime", 3)).isEqualTo("00:00:01.500");
        assertThat(BinlogText.of(1_000_000L, "io.debezium.time.MicroTime", 1)).isEqualTo("00:00:01.0");
        assertThat(BinlogText.of(1_000_000L, "io.debezium.time.MicroTime", 0)).isEqualTo("00:00:01");
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(BinlogText.of(new BigDecimal("18446744073709551615"), "org.apache.kafka.connect.data.Decimal", -1))
                .isEqualTo("18446744073709551615");
        assertThat(BinlogText.of(0.1f, null, -1)).isEqualTo("0.10000000149011612");
        assertThat(BinlogText.of(2026, "io.debezium.time.Year", -1)).isEqualTo("2026");
    }
}
