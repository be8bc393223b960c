package dev.runnel.bench.collect;

import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.data.Topics;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Http;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.RunFailedException;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Run;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** What contenders that take posts share: the clients that post, and the count of what arrived. */
public record CollectWork(Lab lab, String bootstrapServers) {
    static final Metric BATCH = Metric.higher("batch", "events/s");
    static final Metric SINGLE = Metric.higher("single", "events/s");

    static final int PARTITIONS = 4;
    /** Events in a post, as the resumable generator of the clickstream example has it. */
    static final int BATCH_SIZE = 987;

    static final int BATCH_CONNECTIONS = 4;
    static final int SINGLE_CONNECTIONS = 64;

    /** Events of the measured part that posts batches. */
    long batched() {
        return Math.max(1, lab.options().events() / BATCH_SIZE) * (long) BATCH_SIZE;
    }

    /** Events of the measured part that posts one at a time. */
    long singles() {
        return Math.max(1_000, lab.options().events() / 25);
    }

    /** A new empty topic. */
    String topic(String name) {
        String topic = Names.fresh(name);
        FilledTopic.create(bootstrapServers, List.of(new NewTopic(topic, PARTITIONS, (short) 1)));
        return topic;
    }

    /** Settings' values that all have in common. */
    Map<String, String> values(String topic, int port) {
        Map<String, String> values = new HashMap<>();
        values.put("bootstrap", bootstrapServers);
        values.put("topic", topic);
        values.put("port", String.valueOf(port));
        values.put("partitions", String.valueOf(PARTITIONS));
        return values;
    }

    /** Posts to a server until everything is acknowledged, then counts the topic. */
    Run post(ChildProcess server, int port, String topic, Path folder) throws InterruptedException {
        Jvm jvm = new Jvm(
                "clients",
                "1g",
                lab.programs().product(),
                Clients.class.getName(),
                List.of("port=" + port, "batched=" + batched(), "singles=" + singles()));
        try (ChildProcess clients = jvm.start(folder)) {
            clients.awaitReady(lab.options().patience());
            long before = Topics.records(bootstrapServers, topic);
            clients.begin();
            clients.awaitDone(System.nanoTime() + lab.options().patience().toNanos());
            return run(server, topic, before, clients.figures());
        } finally {
            Topics.delete(bootstrapServers, topic);
        }
    }

    /** What came of a run, once its topic holds exactly what was acknowledged. */
    Run run(ChildProcess server, String topic, long before, Map<String, Double> figures) {
        long written = Topics.records(bootstrapServers, topic) - before;
        if (written != batched() + singles()) {
            throw new RunFailedException(
                    "of " + (batched() + singles()) + " acknowledged events " + written + " are in the topic");
        }
        return new Run(figures, server.peakMemory());
    }

    /** Waits until a server answers posts. */
    void awaitServer(ChildProcess server, int port, String path) throws InterruptedException {
        Http.awaitOk(
                URI.create("http://127.0.0.1:" + port + path),
                server,
                lab.options().patience());
    }
}
