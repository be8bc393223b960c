package dev.runnel.engine.collect;

import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches to the log in their order. Only the first one can have been begun by an earlier start: a batch is begun
 * when the progress says that the one before is whole. For one thread.
 */
final class LogCommitter implements Committer<Batch> {
    private final LogTarget target;
    private final Staging staging;
    private final @Nullable Completion completion;
    private @Nullable OpenLog open;

    LogCommitter(LogTarget target, Staging staging, @Nullable Completion completion) {
        this.target = target;
        this.staging = staging;
        this.completion = completion;
    }

    @Override
    public void commit(Collection<CommitRequest<Batch>> requests) throws IOException, InterruptedException {
        try {
            for (CommitRequest<Batch> request : requests) {
                write(request.getCommittable());
            }
        } catch (InterruptException e) {
            InterruptedException interrupted = new InterruptedException("interrupted while the log was written");
            interrupted.initCause(e);
            throw interrupted;
        } catch (KafkaException e) {
            IOException told = new IOException("the log " + target.topic() + " takes no records: " + e.getMessage());
            told.addSuppressed(e); // as a cause its words alone would be shown, which do not name the log
            throw told;
        }
    }

    private void write(Batch batch) throws IOException, InterruptedException {
        if (open == null) {
            open = new OpenLog(target);
        }
        OpenLog log = open;
        boolean isFirst = log.isUnused();
        if (log.awaits(batch)) {
            BitSet there = log.mayHoldPartOf(batch) ? log.lookBack(batch) : new BitSet();
            if (there.cardinality() < batch.count()) {
                send(log, batch, there);
            }
            log.holds(batch);
        }
        Staging.remove(batch);
        if (isFirst) {
            staging.sweep(batch);
        }
        if (batch.last() && completion != null) {
            completion.write();
        }
    }

    /** Sends the entries that are not there, and returns when Kafka has acknowledged them. */
    private void send(OpenLog log, Batch batch, BitSet there) throws IOException {
        Delivery delivery = new Delivery(log.producer(), target);
        Staging.read(batch, (index, entry) -> {
            if (!there.get(index)) {
                delivery.send(entry, batch.place(index));
            }
        });
        delivery.await().forEach(log::endsAt);
    }

    /** Waits for what is on its way, also when the job is being cancelled: who comes next looks what is in the log. */
    @Override
    public void close() {
        if (open == null) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        open.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
