package dev.runnel.bench.sql;

import dev.runnel.bench.data.Auctions;
import dev.runnel.bench.data.FilledTopic;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics {@code <prefix>_person}, {@code <prefix>_auction} and {@code <prefix>_bid}, filled.
 *
 * @param partitions of each topic
 * @param counts records by kind
 * @param matching bids that query q2 lets through
 */
public record AuctionTopics(String prefix, int partitions, Map<Auctions.Kind, Long> counts, long matching) {
    private static final int MODULUS = 123;

    /** Makes and fills them. */
    public static AuctionTopics fill(String bootstrapServers, String prefix, int partitions, int events, int keys) {
        FilledTopic.create(
                bootstrapServers,
                List.of(Auctions.Kind.values()).stream()
                        .map(k -> new NewTopic(topic(prefix, k), partitions, (short) 1))
                        .toList());
        Map<String, Object> settings =
                new HashMap<>(Map.of("linger.ms", 20, "batch.size", 262_144, "compression.type", "lz4", "acks", "all"));
        settings.put("bootstrap.servers", bootstrapServers);
        Map<Auctions.Kind, Long> counts = new EnumMap<>(Auctions.Kind.class);
        Auctions auctions = new Auctions(keys);
        long matching = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                Auctions.Kind kind = auctions.kind();
                byte[] event = auctions.next();
                long number = counts.merge(kind, 1L, Long::sum);
                matching += kind == Auctions.Kind.BID && auction(event) % MODULUS == 0 ? 1 : 0;
                producer.send(new ProducerRecord<>(topic(prefix, kind), (int) (number % partitions), null, event));
            }
        }
        return new AuctionTopics(prefix, partitions, counts, matching);
    }

    private static String topic(String prefix, Auctions.Kind kind) {
        return prefix + "_" + kind.name().toLowerCase(Locale.ROOT);
    }

    private static long auction(byte[] bid) {
        String text = new String(bid, StandardCharsets.UTF_8);
        return Long.parseLong(text.substring(text.indexOf(':') + 1, text.indexOf(',')));
    }

    /** Records of a topic by what follows the prefix. */
    long records(String kind) {
        return counts.getOrDefault(Auctions.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), 0L);
    }
}
