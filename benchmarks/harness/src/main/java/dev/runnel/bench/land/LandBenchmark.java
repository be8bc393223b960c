package dev.runnel.bench.land;

import dev.runnel.bench.data.Clicks;
import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.process.Folders;
import dev.runnel.bench.process.KafkaServer;
import dev.runnel.bench.run.Benchmark;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Limit;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Options;
import dev.runnel.bench.run.Reach;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clickstream events in Kafka to a lake, exactly once. */
public final class LandBenchmark implements Benchmark {
    private final Format format;

    public LandBenchmark(Format format) {
        this.format = format;
    }

    @Override
    public String name() {
        return format.benchmark();
    }

    @Override
    public String work() {
        return "clickstream events (some 250 bytes of JSON) in Kafka to " + format.description() + ", exactly once";
    }

    @Override
    public Session open(Lab lab) throws InterruptedException {
        Options options = lab.options();
        KafkaServer kafka = KafkaServer.start(lab.programs(), lab.folder().resolve("kafka"));
        try {
            return new Open(
                    kafka,
                    new LandWork(
                            lab,
                            format,
                            kafka.bootstrapServers(),
                            fill(kafka, lab.folder(), "warm_up", options.warmUpEvents(), options.parallelism()),
                            fill(kafka, lab.folder(), "events", options.events(), options.parallelism())));
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    private static FilledTopic fill(KafkaServer kafka, Path folder, String topic, int records, int partitions) {
        Path file = Folders.make(folder.resolve("data")).resolve(topic + ".ndjson");
        return FilledTopic.fill(kafka.bootstrapServers(), topic, partitions, records, new Clicks()::next, file);
    }

    private record Open(KafkaServer kafka, LandWork work) implements Session {
        @Override
        public List<Metric> metrics() {
            return List.of(LandWork.EVENTS);
        }

        @Override
        public List<Contender> contenders() {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new RunnelLand("runnel", Role.PRODUCT, work));
            contenders.add(new FlinkLand(work));
            contenders.add(new ConnectLand(work));
            if (work.format() == Format.PARQUET) {
                contenders.add(new SparkLand(work));
            }
            contenders.add(new RawDrain(work));
            contenders.add(new DuckLand(work));
            contenders.add(new RunnelLand("runnel again", Role.CONTROL, work));
            return contenders;
        }

        @Override
        public List<Limit> limits() {
            return List.of(
                    new Limit(LandWork.EVENTS.name(), "1/(1/raw drain + 1/DuckDB on the same bytes)", Open::limit));
        }

        private static Optional<Double> limit(Map<String, Double> medians) {
            Double drain = medians.get(RawDrain.NAME);
            Double duck = medians.get(DuckLand.NAME);
            return drain == null || duck == null ? Optional.empty() : Optional.of(1 / (1 / drain + 1 / duck));
        }

        @Override
        public List<Reach> reaches() {
            return List.of(
                    new Reach(
                            LandWork.EVENTS.name(),
                            FlinkLand.NAME,
                            work.format().reachOfFlink()),
                    new Reach(LandWork.EVENTS.name(), Reach.LIMIT, work.format().reachOfLimit()));
        }

        @Override
        public List<String> rules() {
            Options options = work.lab().options();
            FilledTopic events = work.events();
            return List.of(
                    "%,d events, %,d bytes each on average, in a topic of %d partitions, lz4, filled before the first run"
                            .formatted(events.records(), events.bytes() / events.records(), events.partitions()),
                    "every contender: %d subtasks, tasks or threads; its processes have -Xmx%s each and Java's default collector"
                            .formatted(options.parallelism(), options.heap()),
                    "rows become visible every %s where a contender commits by time".formatted(options.commit()),
                    "every run is a new process that first lands %,d other events from start to end; the clock starts when it"
                                    .formatted(work.warmUp().records())
                            + " is told to begin (a new job on a warm process) and stops when all rows are visible to a reader",
                    "after each run every row is read and counted, and its id compared with those of all others",
                    "the broker is a process of its own, the same for all, and not in the peak memory");
        }

        @Override
        public void close() {
            kafka.close();
        }
    }
}
