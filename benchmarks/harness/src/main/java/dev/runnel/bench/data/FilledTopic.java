package dev.runnel.bench.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic that holds everything before the first contender reads it, and a file with the same bytes, one record a line.
 *
 * @param bytes of all records, without keys, headers and line ends
 */
public record FilledTopic(String name, int partitions, int records, long bytes, Path file) {
    private static final Map<String, Object> PRODUCER =
            Map.of("linger.ms", 20, "batch.size", 262_144, "compression.type", "lz4", "acks", "all");

    /** Makes the topic, the records in turn on its partitions, and the file. */
    public static FilledTopic fill(
            String bootstrapServers, String name, int partitions, int records, Supplier<byte[]> next, Path file) {
        create(bootstrapServers, List.of(new NewTopic(name, partitions, (short) 1)));
        Map<String, Object> settings = new java.util.HashMap<>(PRODUCER);
        settings.put("bootstrap.servers", bootstrapServers);
        long bytes = 0;
        try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                byte[] record = next.get();
                bytes += record.length;
                producer.send(new ProducerRecord<>(name, i % partitions, null, record));
                lines.write(record);
                lines.write('\n');
            }
            producer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return new FilledTopic(name, partitions, records, bytes, file);
    }

    /** Makes topics that are not there. */
    public static void create(String bootstrapServers, List<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<String> there = List.copyOf(admin.listTopics().names().get());
            admin.createTopics(topics.stream()
                            .filter(t -> !there.contains(t.name()))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("topics cannot be made: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while making topics", e);
        }
    }
}
