package dev.runnel.gateway.invalid;

import dev.runnel.core.record.InvalidFacts;
import dev.runnel.gateway.invalid.Ranges.Range;
import dev.runnel.gateway.log.KafkaClients;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The invalid topic of one stream or model, read in pieces. Not thread safe. */
final class InvalidLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FETCH_BYTES = 1 << 20;
    /** A piece ends behind the record with which it has so many bytes. */
    private static final long PIECE_BYTES = 4 << 20;

    private final Owner owner;
    private final Replayed replayed;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** @throws KafkaException when Kafka does not answer */
    InvalidLog(KafkaClients clients, Owner owner, Replayed replayed) {
        this.owner = owner;
        this.replayed = replayed;
        this.consumer = clients.consumer("invalid-log", FETCH_BYTES);
        try {
            this.partitions = consumer.partitionsFor(owner.topic(), PATIENCE).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    /**
     * A piece of the topic.
     *
     * @param left what is left to be read behind it
     */
    record Piece(List<InvalidFacts> records, Ranges left) {}

    /** Everything that is in the topic now. */
    Ranges whole() {
        Map<Integer, Range> ranges = new TreeMap<>();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
        consumer.endOffsets(partitions, PATIENCE)
                .forEach((p, end) -> ranges.put(p.partition(), new Range(begins.getOrDefault(p, 0L), end)));
        return new Ranges(ranges);
    }

    /** The same without partitions and offsets that the topic does not have. */
    Ranges within(Ranges asked) {
        Ranges whole = whole();
        Map<Integer, Range> ranges = new TreeMap<>();
        asked.byPartition().forEach((partition, range) -> {
            Range held = whole.byPartition().getOrDefault(partition, new Range(0, 0));
            ranges.put(partition, new Range(Math.max(range.from(), held.from()), Math.min(range.to(), held.to())));
        });
        return new Ranges(ranges);
    }

    /** The next piece of at most so many records, oldest first, partition by partition; there must be something left. */
    Piece forward(Ranges ranges, int most) {
        Map.Entry<Integer, Range> first =
                ranges.byPartition().entrySet().iterator().next();
        List<InvalidFacts> records = new ArrayList<>();
        long at = read(first.getKey(), first.getValue(), most, PIECE_BYTES, records);
        return new Piece(
                records,
                ranges.with(first.getKey(), new Range(at, first.getValue().to())));
    }

    /** The newest piece of at most so many records, newest first. */
    Piece backward(Ranges ranges, int most) {
        int each = Math.max(1, most / Math.max(1, ranges.byPartition().size()));
        Map<Integer, Deque<InvalidFacts>> newest = new TreeMap<>();
        Ranges left = ranges;
        for (Map.Entry<Integer, Range> entry : ranges.byPartition().entrySet()) {
            Range range = entry.getValue();
            long from = Math.max(range.from(), range.to() - each);
            List<InvalidFacts> records = new ArrayList<>();
            read(entry.getKey(), new Range(from, range.to()), Integer.MAX_VALUE, Long.MAX_VALUE, records);
            newest.put(entry.getKey(), new ArrayDeque<>(records));
            left = left.with(entry.getKey(), new Range(range.from(), from));
        }
        return new Piece(merge(newest), left);
    }

    /** Within a partition by offset, across partitions by time, so that a piece can be cut after any of its records. */
    private static List<InvalidFacts> merge(Map<Integer, Deque<InvalidFacts>> newest) {
        List<InvalidFacts> merged = new ArrayList<>();
        while (true) {
            Optional<Deque<InvalidFacts>> next = newest.values().stream()
                    .filter(records -> !records.isEmpty())
                    .max(Comparator.comparing(records -> records.getLast().receivedAt()));
            if (next.isEmpty()) {
                return merged;
            }
            merged.add(next.get().removeLast());
        }
    }

    /** One record; empty when there is none at that place. */
    Optional<InvalidFacts> at(int partition, long offset) {
        if (within(new Ranges(Map.of(partition, new Range(offset, offset + 1)))).isEmpty()) {
            return Optional.empty();
        }
        List<InvalidFacts> records = new ArrayList<>();
        read(partition, new Range(offset, offset + 1), 1, Long.MAX_VALUE, records);
        return records.stream().findFirst();
    }

    /** Reads into a list, and gives the offset where to go on. */
    private long read(int partition, Range range, int most, long mostBytes, List<InvalidFacts> into) {
        TopicPartition from = new TopicPartition(owner.topic(), partition);
        consumer.assign(List.of(from));
        consumer.seek(from, range.from());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long bytes = 0;
        while (consumer.position(from, PATIENCE) < range.to()) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("Kafka sends no records of " + owner.topic());
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(from)) {
                if (record.offset() >= range.to()) {
                    return range.to();
                }
                InvalidFacts facts = InvalidRecord.of(owner, record, replayed);
                into.add(facts);
                bytes += facts.original().length;
                if (into.size() == most || bytes >= mostBytes) {
                    return record.offset() + 1;
                }
            }
        }
        return range.to();
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofMillis(500)));
    }
}
