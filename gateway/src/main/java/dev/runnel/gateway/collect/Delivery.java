package dev.runnel.gateway.collect;

import dev.runnel.gateway.log.LogWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Counts the acknowledgements of one batch; one object for all of its records. */
final class Delivery implements Callback {
    private final LogWriter log;
    private final Consumer<Delivery> whenDone;
    private final AtomicInteger open;
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread sender = Thread.currentThread();

    /** @param whenDone called once, on any thread, when every record is acknowledged or failed */
    Delivery(LogWriter log, int records, Consumer<Delivery> whenDone) {
        this.log = log;
        this.whenDone = whenDone;
        this.open = new AtomicInteger(records + 1);
    }

    /** Sends them all; call on the thread that made this. */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        for (ProducerRecord<byte[], byte[]> record : records) {
            log.send(record, this);
        }
        countDown();
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failed.incrementAndGet();
            failure.compareAndSet(null, exception);
            // Refused while sending means no room or no metadata for one topic; refused later means Kafka is away.
            if (Thread.currentThread() != sender && LogFailure.isAway(exception)) {
                log.unacknowledged();
            }
        }
        countDown();
    }

    private void countDown() {
        if (open.decrementAndGet() == 0) {
            whenDone.accept(this);
        }
    }

    int failed() {
        return failed.get();
    }

    /** The first of the failures; null when all are acknowledged. */
    @Nullable
    Exception failure() {
        return failure.get();
    }
}
