package dev.runnel.engine.collect;

import dev.runnel.engine.Topic;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A log that batches are written to, and how far it is. For one thread. */
final class OpenLog implements AutoCloseable {
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    /** Below the delivery, so that a request that got lost is sent again. */
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private final LogTarget target;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final Optional<Progress> before;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long run;
    private long number;
    private long lookedBackFor = -1;

    OpenLog(LogTarget target) throws InterruptedException {
        this.target = target;
        this.admin = Admin.create(target.client("progress"));
        this.producer = new KafkaProducer<>(settings(target), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            this.before = Progress.read(admin, target);
        } catch (InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
        before.ifPresent(p -> {
            ends.putAll(p.ends());
            run = p.run();
            number = p.number();
        });
    }

    private static Map<String, Object> settings(LogTarget target) {
        Map<String, Object> settings = target.client("log");
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", 2);
        settings.put("batch.size", 64 << 10);
        settings.put("max.request.size", Topic.INVALID_MAX_BYTES);
        settings.put("request.timeout.ms", (int) REQUEST.toMillis());
        settings.put("delivery.timeout.ms", (int) DELIVERY.toMillis());
        settings.put("max.block.ms", DELIVERY.toMillis());
        return settings;
    }

    KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    /** Whether nothing was looked for or written yet. */
    boolean isUnused() {
        return lookedBackFor < 0;
    }

    /** Whether a batch is not known to be in the log as a whole. */
    boolean awaits(Batch batch) {
        return batch.isAfter(run, number);
    }

    /**
     * Whether an earlier start may have begun to write it. That is the first one: a batch is begun when the progress says
     * that the one before is whole. Without a progress, which Kafka forgets in time, it is any one of the earlier start.
     */
    boolean mayHoldPartOf(Batch batch) {
        return lookedBackFor < 0 || before.isEmpty() && batch.run() == lookedBackFor;
    }

    /** Which entries of the batch are there. */
    BitSet lookBack(Batch batch) throws InterruptedException {
        Map<TopicPartition, Long> now = Progress.ends(admin, target);
        BitSet there =
                WrittenEntries.of(batch, target, before.map(Progress::ends).orElse(Map.of()), now);
        now.forEach(this::endsAt);
        lookedBackFor = batch.run();
        return there;
    }

    /** A partition is known to have been written up to an offset. */
    void endsAt(TopicPartition partition, long end) {
        ends.merge(partition, end, Math::max);
    }

    /** The batch is in the log as a whole: durable when this returns. */
    void holds(Batch batch) throws InterruptedException {
        new Progress(batch.run(), batch.number(), ends).write(admin, target);
        run = batch.run();
        number = batch.number();
    }

    /** Waits for what is on its way. */
    @Override
    public void close() {
        producer.close(DELIVERY);
        admin.close(Duration.ZERO);
    }
}
