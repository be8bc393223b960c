package dev.runnel.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private static final long SECOND = 1_000_000_000;

    private final Readings readings = new Readings(Map.of("shop.collect.orders", "orders"));

    @Test
    void speedAndTimeLeftComeOfTwoLooks() {
        assertThat(text(0, 1_000, 10, 90)).isEqualTo("orders: 10 %, 1000 rows, 0/s");
        assertThat(text(10 * SECOND, 11_000, 30, 70)).isEqualTo("orders: 30 %, 11000 rows, 1000/s, 0:35 left");
        assertThat(only(20 * SECOND, running(21_000, 99, 1)).fields())
                .containsEntry("rows", 21_000L)
                .containsEntry("share", 0.99)
                .containsEntry("rows_per_second", 1000L);
    }

    @Test
    void aJobThatWasStartedAgainIsLookedAtAnew() {
        text(0, 1_000, 10, 90);
        text(10 * SECOND, 11_000, 30, 70);
        assertThat(text(20 * SECOND, 500, 0, 100)).isEqualTo("orders: 0 %, 500 rows, 0/s");
        assertThat(text(21 * SECOND, 600, 1, 99)).isEqualTo("orders: 1 %, 600 rows, 100/s, 1:39 left");
    }

    @Test
    void withoutATotalThereAreRowsAndTheirSpeed() {
        readings.take(List.of(status(State.RUNNING, Map.of("source/records", 5L))), 0);
        assertThat(only(SECOND, status(State.RUNNING, Map.of("source/records", 25L))))
                .hasToString("orders: 25 rows, 20/s");
    }

    @Test
    void whatIsTriedAgainSaysWhyAndOthersAreLeftOut() {
        assertThat(only(0, status(State.RESTARTING, Map.of()))).hasToString("orders: is tried again: no route to host");
        assertThat(readings.take(List.of(status(State.FINISHED, Map.of("source/records", 25L))), SECOND))
                .isEmpty();
        assertThat(readings.take(
                        List.of(new JobStatus(
                                "shop.land.orders", State.RUNNING, Optional.empty(), Map.of("source/records", 1L))),
                        SECOND))
                .isEmpty();
    }

    @Test
    void whatWasReadAndHasEndedIsTold() {
        List<JobStatus> finished = List.of(status(State.FINISHED, Map.of()));
        assertThat(readings.ended(finished)).as("it was read before this start").isEmpty();
        text(0, 1_000, 10, 90);
        assertThat(readings.ended(List.of(running(1_000, 10, 90)))).isEmpty();
        assertThat(readings.ended(finished)).containsExactly("orders");
    }

    private String text(long nanos, long records, long read, long left) {
        return only(nanos, running(records, read, left)).toString();
    }

    private Reading only(long nanos, JobStatus job) {
        List<Reading> found = readings.take(List.of(job), nanos);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static JobStatus running(long records, long read, long left) {
        return status(
                State.RUNNING,
                Map.of("source/records", records, "source/read", read, "source/left", left, "source/waiting", 0L));
    }

    private static JobStatus status(State state, Map<String, Long> counters) {
        return new JobStatus("shop.collect.orders", state, Optional.of("no route to host"), counters);
    }
}
