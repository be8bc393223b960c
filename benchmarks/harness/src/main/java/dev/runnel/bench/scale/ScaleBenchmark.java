package dev.runnel.bench.scale;

import dev.runnel.bench.data.Clicks;
import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.land.Format;
import dev.runnel.bench.land.LandWork;
import dev.runnel.bench.land.RunnelLand;
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
import dev.runnel.bench.sql.AuctionTopics;
import dev.runnel.bench.sql.RunnelSql;
import dev.runnel.bench.sql.SqlWork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Landing and counting by Runnel at one and two subtasks, with more and more keys and streams. */
public final class ScaleBenchmark implements Benchmark {
    private static final Metric COUNT = Metric.higher("count", "events/s");
    private static final String ONE = "1 subtask";
    private static final int PARTITIONS = 2;
    private static final int FEWEST_KEYS = 10_000;
    private static final int MOST_KEYS = 10_000_000;
    private static final List<Integer> STREAMS = List.of(1, 10, 100);

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String work() {
        return "landing and counting by Runnel alone: 1 and 2 subtasks, 10,000 to 10,000,000 keys, 1 to 100 streams";
    }

    @Override
    public Session open(Lab lab) throws InterruptedException {
        KafkaServer kafka = KafkaServer.start(lab.programs(), lab.folder().resolve("kafka"));
        try {
            return new Open(kafka, lab, new Data(kafka.bootstrapServers(), lab).contenders());
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** The topics of all sizes. */
    private static final class Data {
        private final String at;
        private final Lab lab;
        private final Path folder;
        private final FilledTopic warmUp;
        private final FilledTopic events;
        private final AuctionTopics warmUpAuctions;

        Data(String at, Lab lab) {
            this.at = at;
            this.lab = lab;
            this.folder = Folders.make(lab.folder().resolve("data"));
            Options options = lab.options();
            warmUp = clicks("warm_up", PARTITIONS, options.warmUpEvents(), new Clicks());
            events = clicks("events", PARTITIONS, options.events(), new Clicks());
            warmUpAuctions = AuctionTopics.fill(at, "warm", PARTITIONS, options.warmUpEvents(), FEWEST_KEYS);
        }

        private FilledTopic clicks(String topic, int partitions, int records, Clicks next) {
            return FilledTopic.fill(at, topic, partitions, records, next::next, folder.resolve(topic + ".ndjson"));
        }

        List<Contender> contenders() {
            AuctionTopics fewest = AuctionTopics.fill(
                    at, "fewest_keys", PARTITIONS, lab.options().events(), FEWEST_KEYS);
            Map<Integer, AuctionTopics> auctions = new LinkedHashMap<>();
            for (int keys = FEWEST_KEYS * 10; keys <= MOST_KEYS; keys *= 10) {
                auctions.put(
                        keys,
                        AuctionTopics.fill(
                                at, "keys_" + keys, PARTITIONS, lab.options().events(), keys));
            }
            List<Contender> all = new ArrayList<>();
            all.add(grown("2 subtasks", Role.PRODUCT, 2, fewest));
            all.add(grown(ONE, Role.PEER, 1, fewest));
            auctions.forEach((keys, topics) ->
                    all.add(RunnelSql.counting("%,d keys".formatted(keys), Role.PEER, sql(2, topics))));
            STREAMS.forEach(n -> all.add(new ManyStreams(land(1), spread(n))));
            all.add(grown("2 subtasks again", Role.CONTROL, 2, fewest));
            return all;
        }

        private Grown grown(String name, Role role, int subtasks, AuctionTopics auctions) {
            return new Grown(
                    name,
                    role,
                    List.of(
                            new RunnelLand("land", role, land(subtasks)),
                            RunnelSql.counting("count", role, sql(subtasks, auctions))));
        }

        private LandWork land(int subtasks) {
            return new LandWork(parallel(subtasks), Format.PARQUET, at, warmUp, events);
        }

        private SqlWork sql(int subtasks, AuctionTopics auctions) {
            return new SqlWork(parallel(subtasks), at, warmUpAuctions, auctions);
        }

        private Lab parallel(int subtasks) {
            return new Lab(lab.options().parallel(subtasks), lab.programs(), lab.folder());
        }

        /** Ids run on over all topics, so that each is there once. */
        private List<FilledTopic> spread(int streams) {
            Clicks clicks = new Clicks();
            int each = lab.options().events() / streams;
            return IntStream.range(0, streams)
                    .mapToObj(i -> clicks(
                            "of_%d_%d".formatted(streams, i),
                            1,
                            i == 0 ? lab.options().events() - each * (streams - 1) : each,
                            clicks))
                    .toList();
        }
    }

    private record Open(KafkaServer kafka, Lab lab, List<Contender> contenders) implements Session {
        @Override
        public List<Metric> metrics() {
            return List.of(LandWork.EVENTS, COUNT);
        }

        @Override
        public List<Limit> limits() {
            return List.of();
        }

        @Override
        public List<Reach> reaches() {
            return List.of(new Reach(LandWork.EVENTS.name(), ONE, 1.8), new Reach(COUNT.name(), ONE, 1.8));
        }

        @Override
        public List<String> rules() {
            return List.of(
                    "%,d events; events: landed as Parquet, as `./bench land` does; count: bids per bidder, as `./bench sql` does"
                            .formatted(lab.options().events()),
                    "subtasks are with %,d keys and one stream; keys are with 2 subtasks; streams have one subtask each"
                            .formatted(FEWEST_KEYS),
                    "the broker and the harness run on the same processors, so on a machine with two of them a second"
                            + " subtask gets less than a processor");
        }

        @Override
        public void close() {
            kafka.close();
        }
    }
}
