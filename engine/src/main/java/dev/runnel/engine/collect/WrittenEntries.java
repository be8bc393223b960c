package dev.runnel.engine.collect;

import dev.runnel.core.record.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks into the log which entries of a batch are there already. */
final class WrittenEntries {
    private static final Duration POLL = Duration.ofMillis(200);

    private WrittenEntries() {}

    /**
     * The entries of the batch that stand in the log or on the invalid topic.
     *
     * @param from where to begin; a partition that is not named is read from its beginning
     * @param ends where each partition ends now
     */
    static BitSet of(Batch batch, LogTarget target, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        BitSet found = new BitSet(batch.count());
        Map<TopicPartition, Long> open = new HashMap<>(ends);
        open.entrySet().removeIf(e -> e.getValue() <= from.getOrDefault(e.getKey(), 0L));
        if (open.isEmpty()) {
            return found;
        }
        Map<String, Object> settings = target.client("look-back");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", "false");
        try (KafkaConsumer<byte[], byte[]> log =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            log.assign(open.keySet());
            open.keySet().forEach(partition -> log.seek(partition, from.getOrDefault(partition, 0L)));
            while (open.entrySet().stream().anyMatch(e -> log.position(e.getKey()) < e.getValue())) {
                log.poll(POLL).forEach(record -> mark(batch, record, found));
            }
        }
        return found;
    }

    private static void mark(Batch batch, ConsumerRecord<byte[], byte[]> record, BitSet found) {
        Header header = record.headers().lastHeader(Headers.BATCH);
        int entry = header == null ? -1 : batch.entry(new String(header.value(), StandardCharsets.UTF_8));
        if (entry >= 0) {
            found.set(entry);
        }
    }
}
