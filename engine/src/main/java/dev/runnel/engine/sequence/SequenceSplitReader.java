package dev.runnel.engine.sequence;

import dev.runnel.engine.source.SourceHealth;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a sequence, some records at a time. Used by one thread, but for {@link #wakeUp}. */
final class SequenceSplitReader<P extends Serializable> implements SplitReader<Step<P>, Sequence> {
    private static final Logger LOG = LoggerFactory.getLogger(SequenceSplitReader.class);
    private static final int MOST_RECORDS = 1000;
    private static final int MOST_BYTES = 1 << 20;

    private final SequenceReading<P> reading;
    private final AtomicReference<@Nullable Serializable> kept;
    private final SourceHealth health;
    private final Object lock = new Object();
    private @Nullable Sequence split;
    private @Nullable RecordReader<P> reader;
    private @Nullable Serializable reached;
    private boolean woken;

    SequenceSplitReader(SequenceReading<P> reading, AtomicReference<@Nullable Serializable> kept, SourceHealth health) {
        this.reading = reading;
        this.kept = kept;
        this.health = health;
    }

    @Override
    public RecordsWithSplitIds<Step<P>> fetch() throws IOException {
        RecordsBySplits.Builder<Step<P>> found = new RecordsBySplits.Builder<>();
        Sequence at = split;
        if (at != null) {
            try {
                read(at, found);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while reading");
            } catch (IOException e) {
                LOG.warn("the source cannot be read", e);
                // Without its cause: people are shown the innermost one, and this says what to do.
                throw new IOException(e.getMessage());
            }
        }
        return found.build();
    }

    @SuppressWarnings("unchecked") // positions of this source are of its type
    private void read(Sequence at, RecordsBySplits.Builder<Step<P>> found) throws IOException, InterruptedException {
        RecordReader<P> open = reader;
        if (open == null) {
            open = reading.records().open(at.after(), health);
            reader = open;
        }
        Serializable durable = kept.getAndSet(null);
        if (durable != null) {
            open.kept((P) durable);
        }
        long bytes = 0;
        for (int i = 0; i < MOST_RECORDS && bytes < MOST_BYTES; i++) {
            Optional<Step<P>> step = open.next();
            if (step.isEmpty()) {
                if (reading.ends() && open.hasEnded()) {
                    reading.memory().keep(reached == null ? at : new Sequence(reached));
                    split = null;
                    found.addFinishedSplit(at.splitId());
                } else if (i == 0) {
                    rest(reading.pause());
                }
                return;
            }
            reached = step.get().position();
            found.add(at, step.get());
            bytes += step.get().record().map(r -> r.value().length).orElse(0);
        }
    }

    private void rest(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        synchronized (lock) {
            while (!woken && until - System.nanoTime() > 0) {
                lock.wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
            woken = false;
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<Sequence> change) {
        for (Sequence each : change.splits()) {
            split = Objects.requireNonNull(each);
        }
    }

    @Override
    public void wakeUp() {
        synchronized (lock) {
            woken = true;
            lock.notifyAll();
        }
    }

    @Override
    public void close() throws IOException {
        RecordReader<P> open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
