package dev.runnel.bench.land;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.RunFailedException;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's own consumer, a thread for each partition, that only counts: what reading costs at least. */
final class RawDrain implements Contender {
    static final String NAME = "raw drain";

    private final LandWork work;

    RawDrain(LandWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role role() {
        return Role.LIMIT;
    }

    @Override
    public List<String> settings() {
        return List.of(
                "max.poll.records 5000, max.partition.fetch.bytes 4 MiB, fetch.max.bytes 16 MiB; nothing is kept");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        Jvm jvm = new Jvm(
                NAME,
                work.lab().options().heap(),
                work.lab().programs().product(),
                RawDrain.class.getName(),
                List.of(
                        "bootstrap=" + work.bootstrapServers(),
                        "warm-up=" + work.warmUp().name(),
                        "topic=" + work.events().name(),
                        "partitions=" + work.events().partitions()));
        try (ChildProcess child = jvm.start(folder)) {
            child.awaitReady(work.toGetReady());
            long start = System.nanoTime();
            child.begin();
            child.awaitDone(start + work.lab().options().patience().toNanos());
            double seconds = (System.nanoTime() - start) / 1e9;
            double read = child.figures().getOrDefault("records", 0.0);
            if (read != work.events().records()) {
                throw new RunFailedException("it read " + (long) read + " records of "
                        + work.events().records());
            }
            return new Run(Map.of(LandWork.EVENTS.name(), read / seconds), child.peakMemory());
        }
    }

    /** The process itself. */
    public static void main(String[] words) throws InterruptedException, ExecutionException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        drain(arguments, arguments.text("warm-up"));
        cue.awaitBegin();
        cue.figure("records", drain(arguments, arguments.text("topic")));
        cue.done();
    }

    private static long drain(Arguments arguments, String topic) throws InterruptedException, ExecutionException {
        int partitions = Math.toIntExact(arguments.number("partitions"));
        ExecutorService threads = Executors.newFixedThreadPool(partitions);
        try {
            List<Future<Long>> counts = IntStream.range(0, partitions)
                    .mapToObj(
                            p -> threads.submit(() -> drain(arguments.text("bootstrap"), new TopicPartition(topic, p))))
                    .toList();
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long drain(String bootstrapServers, TopicPartition partition) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "max.poll.records",
                5_000,
                "max.partition.fetch.bytes",
                4 << 20,
                "fetch.max.bytes",
                16 << 20);
        long read = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    read += record.value() == null ? 0 : 1;
                }
            }
        }
        return read;
    }
}
