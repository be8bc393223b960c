package dev.runnel.bench.collect;

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

/** HTTP posts of 987 events and of one, validated, acknowledged by Kafka. */
public final class CollectBenchmark implements Benchmark {
    @Override
    public String name() {
        return "collect";
    }

    @Override
    public String work() {
        return "HTTP posts of %d events and of one event, validated, acknowledged by Kafka"
                .formatted(CollectWork.BATCH_SIZE);
    }

    @Override
    public Session open(Lab lab) throws InterruptedException {
        KafkaServer kafka = KafkaServer.start(lab.programs(), lab.folder().resolve("kafka"));
        return new Open(kafka, new CollectWork(lab, kafka.bootstrapServers()));
    }

    private record Open(KafkaServer kafka, CollectWork work) implements Session {
        @Override
        public List<Metric> metrics() {
            return List.of(CollectWork.BATCH, CollectWork.SINGLE);
        }

        @Override
        public List<Contender> contenders() {
            return List.of(
                    new RunnelCollect("runnel", Role.PRODUCT, work),
                    new CamelCollect(work),
                    new BareCollect(work),
                    new RawProducer(work),
                    new RunnelCollect("runnel again", Role.CONTROL, work));
        }

        @Override
        public List<Limit> limits() {
            return List.of(new Limit(
                    CollectWork.BATCH.name(),
                    "the raw producer on the same bytes",
                    medians -> Optional.ofNullable(medians.get(RawProducer.NAME))));
        }

        @Override
        public List<Reach> reaches() {
            return List.of(
                    new Reach(CollectWork.BATCH.name(), Reach.LIMIT, 0.7),
                    new Reach(CollectWork.BATCH.name(), CamelCollect.NAME, 3),
                    new Reach(CollectWork.SINGLE.name(), BareCollect.NAME, 0.7));
        }

        @Override
        public List<String> rules() {
            return List.of(
                    "batch: %,d events in posts of %d over %d connections; single: %,d posts over %d; each connection posts"
                                    .formatted(
                                            work.batched(),
                                            CollectWork.BATCH_SIZE,
                                            CollectWork.BATCH_CONNECTIONS,
                                            work.singles(),
                                            CollectWork.SINGLE_CONNECTIONS)
                            + " the next body when the last was answered",
                    "the clients are a process of their own on the same machine, the same for all; so is the broker",
                    "every run is a new server and new clients, which first post a fifth as much uncounted",
                    "the clock starts with the first post and stops with the last answer; then the topic is counted",
                    "topics of %d partitions; -Xmx%s and Java's default collector; Runnel alone validates"
                            .formatted(
                                    CollectWork.PARTITIONS, work.lab().options().heap()));
        }

        @Override
        public void close() {
            kafka.close();
        }
    }
}
