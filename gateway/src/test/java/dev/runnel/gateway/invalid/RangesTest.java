package dev.runnel.gateway.invalid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.gateway.invalid.Ranges.Range;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RangesTest {
    @Test
    void itsTextSaysIt() {
        Ranges ranges = new Ranges(Map.of(2, new Range(0, 1L << 50), 0, new Range(3, 4), 7, new Range(9, 9)));
        assertThat(ranges).hasToString("0:3-4,2:0-1125899906842624");
        assertThat(Ranges.parse(ranges.toString())).contains(ranges);
    }

    @Test
    void whatIsReadIsNotLeft() {
        Ranges ranges = Ranges.parse("0:10-20,3:5-6").orElseThrow();
        assertThat(ranges.size()).isEqualTo(11);
        assertThat(ranges.with(0, new Range(20, 20))).hasToString("3:5-6");
        assertThat(ranges.with(3, new Range(6, 6)).with(0, new Range(20, 20)).isEmpty())
                .isTrue();
    }

    @Test
    void textThatIsNoneIsRefused() {
        for (String text :
                new String[] {"", "0", "0:1", "0:1-", "0:a-b", "0:1-2,", "-1:0-1", "0:1-99999999999999999999"}) {
            assertThat(Ranges.parse(text)).as(text).isEmpty();
        }
    }
}
