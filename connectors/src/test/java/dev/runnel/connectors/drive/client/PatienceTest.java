package dev.runnel.connectors.drive.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.failsafe.Failsafe;
import dev.runnel.connectors.drive.client.DriveException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often, and after which pauses, Drive is asked again. */
class PatienceTest {
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(1), Duration.ofMillis(300), Duration.ofSeconds(2));

    private final AtomicInteger asked = new AtomicInteger();

    private int fail(int times, Kind kind, Optional<Duration> retryAfter) {
        return Failsafe.with(SHORT.<Integer>policy(Waiting.UNSEEN)).get(() -> {
            if (asked.getAndIncrement() < times) {
                throw new DriveException(kind, "no", retryAfter, new IOException());
            }
            return asked.get();
        });
    }

    @Test
    void asksAgainWhatPassesAndNothingElse() {
        assertThat(fail(3, Kind.PASSING, Optional.empty())).isEqualTo(4);
        asked.set(0);
        assertThatThrownBy(() -> fail(3, Kind.NOT_FOUND, Optional.empty())).hasMessageContaining("no");
        assertThat(asked).hasValue(1);
    }

    @Test
    void neverWaitsLessThanItIsTold() {
        for (int i = 0; i < 5; i++) {
            asked.set(0);
            long begin = System.nanoTime();
            fail(1, Kind.PASSING, Optional.of(Duration.ofMillis(100)));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void givesUpAtOnceWhereItWouldHaveToAskTooEarly() {
        assertThatThrownBy(() -> fail(1, Kind.PASSING, Optional.of(Duration.ofHours(1))));
        assertThat(asked).hasValue(1);
    }
}
