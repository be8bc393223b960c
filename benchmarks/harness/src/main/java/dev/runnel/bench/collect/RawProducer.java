package dev.runnel.bench.collect;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.bench.data.Clicks;
import dev.runnel.bench.data.Topics;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Kafka's own producer on the same bytes, without HTTP: what being acknowledged costs at least. */
final class RawProducer implements Contender {
    static final String NAME = "raw producer";
    private static final int DIFFERENT = 30_000;

    private final CollectWork work;

    RawProducer(CollectWork work) {
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
                ProducerSettings.RESOURCE,
                "batch: %d events in flight, as many as the clients have in theirs; single: %d"
                        .formatted(inFlight(), CollectWork.SINGLE_CONNECTIONS));
    }

    private static int inFlight() {
        return CollectWork.BATCH_CONNECTIONS * CollectWork.BATCH_SIZE;
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        String topic = work.topic("producer");
        Jvm jvm = new Jvm(
                NAME,
                work.lab().options().heap(),
                work.lab().programs().product(),
                RawProducer.class.getName(),
                List.of(
                        "bootstrap=" + work.bootstrapServers(),
                        "topic=" + topic,
                        "batched=" + work.batched(),
                        "singles=" + work.singles()));
        try (ChildProcess child = jvm.start(folder)) {
            child.awaitReady(work.lab().options().patience());
            long before = Topics.records(work.bootstrapServers(), topic);
            child.begin();
            child.awaitDone(System.nanoTime() + work.lab().options().patience().toNanos());
            return work.run(child, topic, before, child.figures());
        } finally {
            Topics.delete(work.bootstrapServers(), topic);
        }
    }

    /** The process itself. */
    public static void main(String[] words) throws InterruptedException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        long batched = arguments.number("batched");
        long singles = arguments.number("singles");
        Clicks clicks = new Clicks();
        List<byte[]> records =
                IntStream.range(0, DIFFERENT).mapToObj(i -> clicks.next()).toList();
        try (KafkaProducer<byte[], byte[]> producer = ProducerSettings.producer(arguments.text("bootstrap"))) {
            String topic = arguments.text("topic");
            send(producer, topic, records, batched / 5, inFlight());
            cue.awaitBegin();
            cue.figure(CollectWork.BATCH.name(), send(producer, topic, records, batched, inFlight()));
            cue.figure(
                    CollectWork.SINGLE.name(), send(producer, topic, records, singles, CollectWork.SINGLE_CONNECTIONS));
            cue.done();
        }
    }

    private static double send(
            KafkaProducer<byte[], byte[]> producer, String topic, List<byte[]> records, long number, int inFlight)
            throws InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        long start = System.nanoTime();
        for (long i = 0; i < number; i++) {
            free.acquire();
            byte[] record = records.get((int) (i % records.size()));
            producer.send(new ProducerRecord<>(topic, record), (metadata, failure) -> {
                if (failure == null) { // one that failed is missing in the count
                    free.release();
                }
            });
        }
        free.acquire(inFlight);
        return number / ((System.nanoTime() - start) / 1e9);
    }
}
