package dev.runnel.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.Degraded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a source says of itself while it can read nothing. */
class SourceHealthTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

    private Instant now = BEGIN;
    private final SourceHealth health = new SourceHealth(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @Test
    void troubleLastsUntilItIsFineWhateverIsSaidInBetween() {
        assertThat(health.degraded()).isEmpty();
        health.trouble("it does not answer", BEGIN.plusSeconds(1));
        now = now.plus(Duration.ofSeconds(30));
        health.trouble("it answers 429", null);
        assertThat(health.degraded()).contains(new Degraded("it answers 429", BEGIN, Optional.empty()));

        health.fine();
        assertThat(health.degraded()).isEmpty();
        health.trouble("it does not answer", now.plusSeconds(5));
        assertThat(health.degraded())
                .contains(new Degraded("it does not answer", now, Optional.of(now.plusSeconds(5))));
    }
}
