package dev.runnel.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceProgressTest {
    @Test
    void whatIsReadIsAShareOfAllThatIsThere() {
        SourceProgress progress = progress(
                        Map.of("source/records", 70L, "source/read", 30L, "source/left", 10L, "source/waiting", 80L))
                .orElseThrow();
        assertThat(progress.records()).isEqualTo(70);
        assertThat(progress.share()).hasValue(0.25);
    }

    @Test
    void theShareIsUnknownUntilItWasLookedAndWhereThereIsOneThing() {
        assertThat(progress(Map.of("source/records", 70L, "source/read", 0L, "source/left", 0L))
                        .orElseThrow()
                        .share())
                .isEmpty();
        assertThat(progress(Map.of("source/records", 7L, "source/read", 0L, "source/left", 1L, "source/waiting", 0L))
                        .orElseThrow()
                        .share())
                .isEmpty();
    }

    @Test
    void aJobWithoutTasksSaysNothing() {
        assertThat(progress(Map.of("loaded/orders", 7L))).isEmpty();
        assertThat(SourceProgress.of(
                        new JobStatus("job", State.FINISHED, Optional.empty(), Map.of("source/records", 70L))))
                .isEmpty();
    }

    private static Optional<SourceProgress> progress(Map<String, Long> counters) {
        return SourceProgress.of(new JobStatus("job", State.RUNNING, Optional.empty(), counters));
    }
}
