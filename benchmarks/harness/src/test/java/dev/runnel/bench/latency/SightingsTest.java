package dev.runnel.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private static long ago(int millis) {
        return System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void whoSeesANumberHasSeenAllBeforeIt() {
        Sightings sightings = new Sightings(2, 10);
        sightings.measureFrom(ago(10_000));
        sightings.send(0, ago(3_000));
        sightings.send(0, ago(2_000));
        sightings.send(1, ago(1_000));

        sightings.saw(0, 2);
        sightings.saw(0, 2);
        sightings.saw(1, 1);
        sightings.awaitMeasured(3, 0);

        assertThat(sightings.percentile(0.99)).isBetween(3_000.0, 5_000.0);
        assertThat(sightings.percentile(0.5)).isBetween(2_000.0, 4_000.0);
    }

    @Test
    void eventsFromBeforeTheMeasurementDoNotCount() {
        Sightings sightings = new Sightings(1, 10);
        sightings.send(0, ago(5_000));
        sightings.measureFrom(ago(1_000));
        sightings.send(0, ago(500));

        sightings.saw(0, 2);
        sightings.awaitMeasured(1, 0);

        assertThat(sightings.percentile(0.99)).isBetween(500.0, 2_500.0);
    }

    @Test
    void eventsThatAreNeverSeenAreAFailure() {
        Sightings sightings = new Sightings(1, 10);
        sightings.measureFrom(ago(1_000));
        sightings.send(0, ago(1));

        assertThatThrownBy(() -> sightings.awaitMeasured(1, 1_000_000)).hasMessageContaining("1 were not seen");
    }
}
