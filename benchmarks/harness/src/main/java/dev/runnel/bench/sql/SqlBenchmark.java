package dev.runnel.bench.sql;

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
import java.util.List;

/** Queries over JSON in Kafka, their results back in Kafka. */
public final class SqlBenchmark implements Benchmark {
    private static final int BIDDERS = 10_000;

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String work() {
        return "count per key, sliding-window average and Nexmark's q1, q2, q5, q7 and q8 over JSON in Kafka, back to Kafka";
    }

    @Override
    public Session open(Lab lab) throws InterruptedException {
        Options options = lab.options();
        KafkaServer kafka = KafkaServer.start(lab.programs(), lab.folder().resolve("kafka"));
        try {
            String at = kafka.bootstrapServers();
            return new Open(
                    kafka,
                    new SqlWork(
                            lab,
                            at,
                            AuctionTopics.fill(at, "warm", options.parallelism(), options.warmUpEvents(), BIDDERS),
                            AuctionTopics.fill(at, "nexmark", options.parallelism(), options.events(), BIDDERS)));
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    private record Open(KafkaServer kafka, SqlWork work) implements Session {
        @Override
        public List<Metric> metrics() {
            return Query.ALL.stream().map(Query::metric).toList();
        }

        @Override
        public List<Contender> contenders() {
            return List.of(
                    new RunnelSql("runnel", Role.PRODUCT, work),
                    new FlinkSql(work),
                    new StreamsCount(work),
                    new RunnelSql("runnel again", Role.CONTROL, work));
        }

        @Override
        public List<Limit> limits() {
            return List.of();
        }

        @Override
        public List<Reach> reaches() {
            return Query.ALL.stream()
                    .map(q -> new Reach(q.name(), FlinkSql.NAME, 1.5))
                    .toList();
        }

        @Override
        public List<String> rules() {
            Options options = work.lab().options();
            return List.of(
                    "%,d events of Nexmark's proportions (46 bids, 3 auctions, 1 person), %,d bidders, ten events in a millisecond of event time"
                            .formatted(options.events(), BIDDERS),
                    "a rate is of the events in the topics that the query reads",
                    "every run is a new process; each query is run over other events first, then over all from a new job;"
                            + " the clock stops when the job has read its topics, has written its rows, and has ended",
                    "checkpoints or commits every second; " + options.parallelism() + " subtasks or threads; -Xmx"
                            + options.heap() + " and Java's default collector",
                    "rows are counted in the topics written: q1's and q2's must be exact");
        }

        @Override
        public void close() {
            kafka.close();
        }
    }
}
