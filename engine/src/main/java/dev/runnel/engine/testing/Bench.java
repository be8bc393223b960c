package dev.runnel.engine.testing;

import dev.runnel.core.testing.InvalidColumns;
import dev.runnel.engine.invalid.InvalidRecord;
import dev.runnel.engine.row.JsonRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records and rows of one job under test, in this process's memory, where the job's functions find them by number:
 * the embedded cluster runs in the same process, and nothing else does. Thread safe.
 */
final class Bench implements AutoCloseable {
    private static final Map<Long, Bench> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Map<String, GivenLog> logs;
    private final List<Change> changes = new ArrayList<>();
    private final List<byte[]> invalid = new ArrayList<>();
    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicInteger paused = new AtomicInteger();
    private volatile boolean half;

    /** A row that the job gave, as JSON, and what it does to the result. */
    record Change(RowKind kind, byte[] row) {}

    /** @param logs by stream */
    Bench(Map<String, GivenLog> logs) {
        this.logs = Map.copyOf(logs);
        OPEN.put(number, this);
    }

    static Bench of(long number) {
        Bench bench = OPEN.get(number);
        if (bench == null) {
            throw new IllegalStateException("the test " + number + " is over");
        }
        return bench;
    }

    long number() {
        return number;
    }

    List<ConsumerRecord<byte[], byte[]>> records(String stream) {
        GivenLog log = logs.get(stream);
        return log == null ? List.of() : log.records();
    }

    /** Makes readers pause after the first half of their records, or not. */
    void pauseHalfway(boolean pause) {
        half = pause;
        readers.set(0);
        paused.set(0);
    }

    /** How many records are read before a pause, or before the end. */
    int readable(String stream) {
        int all = records(stream).size();
        return half ? (all + 1) / 2 : all;
    }

    boolean isPausing() {
        return half;
    }

    void readerOpened() {
        readers.incrementAndGet();
    }

    void readerPaused() {
        paused.incrementAndGet();
    }

    /** Whether every reader that was opened has come to its pause. */
    boolean allPaused() {
        return readers.get() > 0 && paused.get() == readers.get();
    }

    void add(RowData row, JsonRows json) {
        Change change = new Change(row.getRowKind(), json.object(row));
        synchronized (changes) {
            changes.add(change);
        }
    }

    List<Change> changes() {
        synchronized (changes) {
            return List.copyOf(changes);
        }
    }

    void refused(InvalidRecord record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        byte[] row = InvalidColumns.row(record.stage(), record.code(), record.field(), record.message(), value);
        synchronized (invalid) {
            invalid.add(row);
        }
    }

    /** What data checks refused, as rows of {@link InvalidColumns#TYPE}. */
    List<byte[]> invalid() {
        synchronized (invalid) {
            return List.copyOf(invalid);
        }
    }

    @Override
    public void close() {
        OPEN.remove(number);
    }
}
