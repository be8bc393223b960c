package dev.runnel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void ratesAStepOfACommitByTheTimeBetweenCommits() {
        StepRate rate = new StepRate();
        assertThat(rate.update(1_000, 0)).as("what was before is no flow").isZero();
        for (int s = 1; s < 10; s++) {
            assertThat(rate.update(1_000, s * SECOND)).isZero();
        }
        assertThat(rate.update(2_000, 10 * SECOND)).isEqualTo(100.0);
        assertThat(rate.update(2_000, 25 * SECOND))
                .as("held until the next is overdue")
                .isEqualTo(100.0);
        assertThat(rate.update(2_000, 36 * SECOND)).isZero();
        assertThat(rate.update(500, 37 * SECOND))
                .as("a topic made again starts anew")
                .isZero();
        assertThat(rate.update(600, 38 * SECOND)).isEqualTo(100.0);
    }

    @Test
    void isIdleUntilSomethingFlowsAndTenSecondsAfter() {
        Flow flow = new Flow();
        flow.update(5, 0, 0);
        assertThat(state(flow)).isEqualTo("idle");
        flow.update(6, 0, SECOND);
        assertThat(state(flow)).isEqualTo("ok");
        flow.update(6, 0, 9 * SECOND);
        assertThat(state(flow)).isEqualTo("ok");
        flow.update(6, 0, 13 * SECOND);
        assertThat(state(flow)).isEqualTo("idle");
        assertThat(flow.json(Optional.of("broken"), false).getString("why")).isEqualTo("broken");
    }

    @Test
    void isLateWhenTheLowestLagOfAMinuteGrowsNotWhenItIsASawTooth() {
        LagTrend saw = new LagTrend();
        LagTrend growing = new LagTrend();
        for (int s = 0; s < 300; s++) {
            saw.add(s % 30 * 10_000L);
            growing.add(s * 1_000L + s % 30 * 10_000L);
        }
        assertThat(saw.grows()).isFalse();
        assertThat(growing.grows()).isTrue();
    }

    @Test
    void keepsTheLastMinute() {
        Series series = new Series();
        for (int i = 0; i < 100; i++) {
            series.add(i + 0.04);
        }
        assertThat(series.json()).hasSize(60);
        assertThat(series.json().getDouble(0)).isEqualTo(40.0);
    }

    @Test
    void showsAProblemOnceForAsLongAsItLastsAndAMinuteMore() {
        Problems problems = new Problems();
        Problems.Problem problem = new Problems.Problem(true, "model:x", "broken", "mend it");
        problems.report(problem, 1_000);
        problems.report(problem, 50_000);
        assertThat(problems.json(100_000)).hasSize(1);
        assertThat(problems.json(100_000).getJsonObject(0).getLong("at")).isEqualTo(1_000);
        assertThat(problems.json(111_000)).isEmpty();
    }

    private static String state(Flow flow) {
        return flow.json(Optional.empty(), false).getString("state");
    }
}
