package dev.runnel.bench.latency;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends events at given rates, whatever becomes of those before, and says how long each took until its effect was seen:
 * {@code way=http port=N} or {@code way=kafka bootstrap=... in=TOPIC out=TOPIC}, and {@code seconds=N} for each rate.
 * An event's time begins when it was due, so a sender that falls behind hides nothing.
 */
public final class Pacer {
    static final List<Integer> RATES = List.of(1_000, 5_000, 10_000);
    private static final int SENSORS = 100;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);
    /** Seconds. */
    private static final int LEAST_WARM_UP = 5;

    private static final long TO_WARM_UP = TimeUnit.SECONDS.toNanos(60);
    private static final long TO_SEE_ALL = TimeUnit.SECONDS.toNanos(10);

    private final Way way;
    private final Sightings sightings;
    private int next;

    private Pacer(Way way, Sightings sightings) {
        this.way = way;
        this.sightings = sightings;
    }

    static String metric(String percentile, int rate) {
        return percentile + "_at_" + rate / 1_000 + "k";
    }

    public static void main(String[] words) {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        int seconds = Math.toIntExact(arguments.number("seconds"));
        int lead = Math.max(1, seconds / 5);
        int warmUp = Math.max(LEAST_WARM_UP, seconds);
        int events = RATES.stream().mapToInt(Integer::intValue).sum() * (lead + seconds) + RATES.get(1) * warmUp;
        try (Way way = way(arguments)) {
            Pacer pacer = new Pacer(way, new Sightings(SENSORS, events));
            way.see(pacer.sightings::saw);
            pacer.sightings.measureFrom(System.nanoTime());
            pacer.sightings.awaitMeasured(pacer.send(RATES.get(1), warmUp), TO_WARM_UP);
            pacer.sightings.forget();
            cue.awaitBegin();
            for (int rate : RATES) {
                pacer.send(rate, lead);
                pacer.sightings.measureFrom(System.nanoTime());
                long sent = pacer.send(rate, seconds);
                pacer.sightings.awaitMeasured(sent, TO_SEE_ALL);
                cue.figure(metric("p50", rate), pacer.sightings.percentile(0.5));
                cue.figure(metric("p99", rate), pacer.sightings.percentile(0.99));
                pacer.sightings.forget();
            }
            cue.done();
        }
    }

    private static Way way(Arguments arguments) {
        return arguments.text("way").equals("http")
                ? new HttpWay(Math.toIntExact(arguments.number("port")))
                : new KafkaWay(arguments.text("bootstrap"), arguments.text("in"), arguments.text("out"));
    }

    /** Sends at a rate for a while: every millisecond what is due. Returns how many. */
    private long send(int rate, int seconds) {
        int each = Math.toIntExact(rate * TICK / TimeUnit.SECONDS.toNanos(1));
        long due = System.nanoTime();
        long end = due + TimeUnit.SECONDS.toNanos(seconds);
        long sent = 0;
        while (due < end) {
            long early = due - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
            List<Way.Event> events = new ArrayList<>(each);
            for (int i = 0; i < each; i++) {
                int sensor = next++ % SENSORS;
                events.add(new Way.Event(sensor, sightings.send(sensor, due)));
            }
            way.send(events);
            sent += each;
            due += TICK;
        }
        return sent;
    }
}
