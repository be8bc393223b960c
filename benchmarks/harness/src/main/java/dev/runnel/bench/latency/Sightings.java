package dev.runnel.bench.latency;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * When each event was due to be sent and when its effect was seen. Events of a sensor are numbered from 1; who sees a
 * number has seen all before it. One thread sends, one sees.
 */
final class Sightings {
    private final AtomicLongArray[] sent;
    private final int[] numbered;
    private final int[] seen;
    private final long[] latencies;
    private final AtomicLong count = new AtomicLong();
    private volatile long measuredFrom = Long.MAX_VALUE;

    /** Room for so many events of so many sensors. */
    Sightings(int sensors, int events) {
        sent = new AtomicLongArray[sensors];
        Arrays.setAll(sent, i -> new AtomicLongArray(events / sensors + 2));
        numbered = new int[sensors];
        seen = new int[sensors];
        latencies = new long[events];
    }

    /** Numbers an event that was due at a time of {@link System#nanoTime}. */
    int send(int sensor, long due) {
        int number = ++numbered[sensor];
        sent[sensor].set(number, due);
        return number;
    }

    /** Events due from now on count. */
    void measureFrom(long due) {
        measuredFrom = due;
    }

    /** Every event of the sensor up to this number is seen now. */
    void saw(int sensor, int number) {
        long now = System.nanoTime();
        for (int n = seen[sensor] + 1; n <= number; n++) {
            long due = sent[sensor].get(n);
            if (due >= measuredFrom) {
                latencies[(int) count.getAndIncrement()] = now - due;
            }
        }
        seen[sensor] = Math.max(seen[sensor], number);
    }

    /**
     * Waits until so many were measured.
     *
     * @throws IllegalStateException when some are not seen in time
     */
    void awaitMeasured(long events, long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (count.get() < events) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "of " + events + " events " + (events - count.get()) + " were not seen in time");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Forgets what was measured. */
    void forget() {
        measuredFrom = Long.MAX_VALUE;
        count.set(0);
    }

    /** In milliseconds, of those measured. */
    double percentile(double share) {
        int n = Math.toIntExact(count.get());
        long[] sorted = Arrays.copyOf(latencies, n);
        Arrays.sort(sorted);
        return sorted[Math.min(n - 1, (int) Math.ceil(share * n) - 1)] / 1e6;
    }
}
