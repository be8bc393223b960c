package dev.runnel.bench.latency;

import dev.runnel.bench.process.KafkaServer;
import dev.runnel.bench.run.Benchmark;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Limit;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Reach;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Session;
import java.util.List;
import java.util.Optional;

/** From a post to the changed row of a live view. */
public final class LatencyBenchmark implements Benchmark {
    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String work() {
        return "from a post to the changed row of a live view (count and maximum per key) at " + Pacer.RATES
                + " events a second";
    }

    @Override
    public Session open(Lab lab) throws InterruptedException {
        KafkaServer kafka = KafkaServer.start(lab.programs(), lab.folder().resolve("kafka"));
        return new Open(kafka, new LatencyWork(lab, kafka.bootstrapServers()));
    }

    private record Open(KafkaServer kafka, LatencyWork work) implements Session {
        @Override
        public List<Metric> metrics() {
            return LatencyWork.metrics();
        }

        @Override
        public List<Contender> contenders() {
            return List.of(
                    new RunnelLatency("runnel", Role.PRODUCT, work),
                    new StreamsLatency(work),
                    new BareRoundTrip(work),
                    new RunnelLatency("runnel again", Role.CONTROL, work));
        }

        @Override
        public List<Limit> limits() {
            return metrics().stream()
                    .map(m -> new Limit(
                            m.name(),
                            "the round trip of bare Kafka",
                            medians -> Optional.ofNullable(medians.get(BareRoundTrip.NAME))))
                    .toList();
        }

        @Override
        public List<Reach> reaches() {
            return List.of(
                    new Reach(Pacer.metric("p50", 5_000), Reach.ITSELF, 10),
                    new Reach(Pacer.metric("p99", 5_000), Reach.ITSELF, 50));
        }

        @Override
        public List<String> rules() {
            return List.of(
                    "100 keys in turn; a thousand sends a second with what is due at each, at every rate; "
                            + work.seconds() + " s are measured at each rate, after some that are not",
                    "an event's time begins when it was due and ends when a row of its key that has counted it is seen;"
                            + " an event that is never seen fails the run",
                    "Runnel is in by HTTP and out by WebSocket; the peers are in by a producer and out by a consumer, so"
                            + " they have less to do",
                    "Spark's real-time mode is not measured: its Kafka source does not resolve from Maven Central here",
                    "whoever sends and looks is a process of its own on the same machine, the same for all");
        }

        @Override
        public void close() {
            kafka.close();
        }
    }
}
