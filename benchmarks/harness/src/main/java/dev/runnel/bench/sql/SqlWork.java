package dev.runnel.bench.sql;

import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.data.Topics;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.RunFailedException;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What contenders that run queries share.
 *
 * @param warmUp topics of other records, on which each query is run first
 * @param data what is measured
 */
public record SqlWork(Lab lab, String bootstrapServers, AuctionTopics warmUp, AuctionTopics data) {

    /** One query of one run, and where its rows go. */
    record Task(Query query, String out, String warmUpOut) {}

    /** Each query with topics of its own to write to. */
    List<Task> tasks(List<Query> queries) {
        return queries.stream()
                .map(q -> new Task(q, topic("out_" + q.name()), topic("warm_" + q.name())))
                .toList();
    }

    private String topic(String name) {
        String topic = Names.fresh(name);
        FilledTopic.create(bootstrapServers, List.of(new NewTopic(topic, data.partitions(), (short) 1)));
        return topic;
    }

    /** Settings' values that all have in common. */
    Map<String, String> values(AuctionTopics topics, String out) {
        Map<String, String> values = new HashMap<>();
        values.put("bootstrap", bootstrapServers);
        values.put("parallelism", String.valueOf(lab.options().parallelism()));
        values.put("prefix", topics.prefix());
        values.put("partitions", String.valueOf(topics.partitions()));
        values.put("out", out);
        return values;
    }

    /**
     * Lets a process run query after query: it is ready when it is warm for the next one, and ready again when that has
     * read everything and has written everything.
     */
    Run measure(ChildProcess child, List<Task> tasks) throws InterruptedException {
        Map<String, Double> values = new HashMap<>();
        try {
            child.awaitReady(lab.options().patience());
            for (Task task : tasks) {
                long start = System.nanoTime();
                child.begin();
                child.awaitReady(lab.options().patience());
                double seconds = (System.nanoTime() - start) / 1e9;
                verify(task);
                long events =
                        task.query().topics().stream().mapToLong(data::records).sum();
                values.put(task.query().name(), events / seconds);
                child.begin();
                child.awaitReady(lab.options().patience());
            }
            return new Run(values, child.peakMemory());
        } finally {
            for (Task task : tasks) {
                Topics.delete(bootstrapServers, task.out());
                Topics.delete(bootstrapServers, task.warmUpOut());
            }
        }
    }

    private void verify(Task task) {
        long rows = Topics.records(bootstrapServers, task.out());
        OptionalLong expected = task.query().rows(data);
        if (rows == 0 || (expected.isPresent() && rows != expected.getAsLong())) {
            throw new RunFailedException("%s wrote %d rows%s"
                    .formatted(
                            task.query().name(),
                            rows,
                            expected.isPresent() ? " instead of " + expected.getAsLong() : ""));
        }
    }
}
