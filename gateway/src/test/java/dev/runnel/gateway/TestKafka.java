package dev.runnel.gateway;

import dev.runnel.broker.EmbeddedKafka;
import dev.runnel.broker.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A real broker and plain Kafka clients on it. One is shared by all tests that do not stop it. */
public final class TestKafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private @Nullable EmbeddedKafka broker;

    private TestKafka(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** The shared one, started at first use and stopped with the process. */
    private static final class Shared {
        static final TestKafka INSTANCE = forProcess();
    }

    private static TestKafka forProcess() {
        try {
            TestKafka kafka = started(Files.createTempDirectory("gateway-kafka"));
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestKafka get() {
        return Shared.INSTANCE;
    }

    public static TestKafka started(Path folder) {
        TestKafka kafka = new TestKafka(folder, Ports.free());
        kafka.start();
        return kafka;
    }

    /** Starts it, or starts it again on the same port with what it had. */
    public void start() {
        try {
            broker = EmbeddedKafka.start(folder, port, Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    public String servers() {
        return "127.0.0.1:" + port;
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", servers());
    }

    public void create(String topic, int partitions) {
        admin(admin -> admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
    }

    public void createCompacted(String topic) {
        createCompacted(topic, 2);
    }

    public void createCompacted(String topic, int partitions) {
        admin(admin -> admin.createTopics(List.of(
                        new NewTopic(topic, partitions, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                .all());
    }

    public void delete(String topic) {
        admin(admin -> admin.deleteTopics(List.of(topic)).all());
    }

    /** Commits as a job would. */
    public void commit(String group, String topic, int partition, long offset) {
        admin(admin -> admin.alterConsumerGroupOffsets(
                        group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
                .all());
    }

    private void admin(java.util.function.Function<Admin, org.apache.kafka.common.KafkaFuture<Void>> call) {
        try (Admin admin = Admin.create(client())) {
            call.apply(admin).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes texts by key; a null value is a tombstone. */
    public void write(String topic, List<Map.Entry<String, String>> records) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(r -> producer.send(new ProducerRecord<>(topic, bytes(r.getKey()), bytes(r.getValue()))));
        }
    }

    /** Writes texts by key, each with the same headers. */
    public void write(String topic, List<Map.Entry<String, String>> records, Map<String, String> headers) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Map.Entry<String, String> entry : records) {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(topic, bytes(entry.getKey()), bytes(entry.getValue()));
                headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                producer.send(record);
            }
        }
    }

    /** Writes one value as another producer does, and returns when the log has it. */
    public void write(String topic, byte[] value, Map<String, String> headers) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes("key"), value);
            headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            producer.send(record);
        }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Everything in a topic, once it holds at least so many records. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic, int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Collection<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (records.size() < atLeast && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** How many records a topic holds. */
    public long size(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
