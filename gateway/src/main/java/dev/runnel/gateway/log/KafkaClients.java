package dev.runnel.gateway.log;

import dev.runnel.core.environment.Environment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the gateway's Kafka clients for one environment. Immutable. */
public final class KafkaClients {
    /** How long a record may wait for its acknowledgement before the client is told to send it again. */
    public static final Duration DELIVERY = Duration.ofSeconds(10);

    private static final int REQUEST_MS = 3_000;
    private static final long NEVER_FORGET_MS = Duration.ofDays(365).toMillis();

    private final Environment environment;

    public KafkaClients(Environment environment) {
        this.environment = environment;
    }

    /** For messages to people. */
    public String servers() {
        return environment.bootstrapServers();
    }

    /**
     * A producer whose {@code send} never blocks: it fails at once where metadata or buffer space is missing. Topics
     * stay known however long they are idle.
     */
    public KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> c = common("producer");
        c.put(ProducerConfig.ACKS_CONFIG, "all");
        c.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        c.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        c.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        c.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        c.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        c.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
        c.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
        c.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_FORGET_MS);
        c.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        c.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        return new KafkaProducer<>(c, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A producer of transactions that waits for Kafka's answers. Beginning to use it ends every other one of that id: what
     * they had not committed is void, and what they send from then on is refused.
     */
    public KafkaProducer<byte[], byte[]> transactional(String id) {
        Map<String, Object> c = common("transactions");
        c.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        c.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) DELIVERY.toMillis());
        c.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY.toMillis());
        c.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        c.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        c.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        c.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
        return new KafkaProducer<>(c, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer without a group, of committed records only; {@code fetchBytes} bounds what it holds in memory. */
    public KafkaConsumer<byte[], byte[]> consumer(String use, int fetchBytes) {
        return new KafkaConsumer<>(
                consuming(use, fetchBytes), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consuming(String use, int fetchBytes) {
        Map<String, Object> c = common(use);
        c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        c.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        c.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
        c.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
        c.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        c.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return c;
    }

    /** The same, of every record up to a partition's very end, also behind a transaction of somebody that is open. */
    public KafkaConsumer<byte[], byte[]> uncommittedConsumer(String use, int fetchBytes) {
        Map<String, Object> c = consuming(use, fetchBytes);
        c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        return new KafkaConsumer<>(c, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public Admin admin() {
        Map<String, Object> c = common("admin");
        c.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MS);
        c.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        return Admin.create(c);
    }

    private Map<String, Object> common(String use) {
        Map<String, Object> c = new HashMap<>(environment.kafkaProperties());
        c.put("bootstrap.servers", environment.bootstrapServers());
        c.put("client.id", "runnel-gateway-" + use);
        c.put("reconnect.backoff.max.ms", 200);
        c.put("retry.backoff.ms", 20); // a broker that starts, or elects a leader, answers soon
        c.put("retry.backoff.max.ms", 100);
        c.put("enable.metrics.push", false);
        return c;
    }
}
