package dev.runnel.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessAgeTest {
    @Test
    void isALittleMoreThanJavasOwn() {
        Duration java = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        assertThat(ProcessAge.now()).isBetween(java.minusSeconds(2), java.plusSeconds(10));
    }
}
