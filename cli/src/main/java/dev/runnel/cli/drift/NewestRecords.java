package dev.runnel.cli.drift;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.codec.UnknownFieldScan;
import dev.runnel.core.drift.Drift;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.registry.RegistryClient;
import dev.runnel.schema.wire.WireContract;
import dev.runnel.schema.wire.WireException;
import dev.runnel.schema.wire.WireReader;
import dev.runnel.schema.wire.WriterSchemas;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks for undeclared fields in the newest records of a stream's log, whoever wrote them. */
final class NewestRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Of each partition. */
    private static final long MOST = 1_000;

    private NewestRecords() {}

    /**
     * Looks at them.
     *
     * @param registry where the schemas of a log are that is not plain JSON
     * @throws CommandFailure when Kafka does not answer
     */
    static Drift drift(Stream stream, String bootstrapServers, URI registry) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            return read(stream, consumer, registry);
        } catch (KafkaException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "Kafka at " + bootstrapServers + " does not answer: " + e.getMessage(), e);
        }
    }

    private static Drift read(Stream stream, KafkaConsumer<byte[], byte[]> consumer, URI registry) {
        String topic = stream.log().topic();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> from = new HashMap<>(consumer.beginningOffsets(partitions));
        from.replaceAll((partition, begin) -> Math.max(begin, ends.getOrDefault(partition, 0L) - MOST));
        consumer.assign(partitions);
        from.forEach(consumer::seek);
        Drift drift = new Drift();
        WireFormat format = stream.log().format();
        UnknownFieldScan scan = new UnknownFieldScan(WireContract.of(format, stream.contract()));
        WireReader reader = new WireReader(
                format,
                stream.contract(),
                new WriterSchemas(new RegistryClient(RegistryAddress.open(registry)), Duration.ZERO));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("it sends no records");
            }
            consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                byte[] json = json(reader, record.value());
                scan.scan(json, 0, json.length, record.timestamp(), drift);
            });
        }
        return drift;
    }

    /** Nothing when the value cannot be decoded, which the landing says. */
    private static byte[] json(WireReader reader, byte @Nullable [] value) {
        try {
            return value == null ? new byte[0] : reader.json(value);
        } catch (WireException | UncheckedIOException e) {
            return new byte[0];
        }
    }
}
