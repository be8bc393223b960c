package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.EmbeddedKafka;
import dev.runnel.broker.Ports;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.engine.Topic;
import dev.runnel.engine.cluster.EmbeddedCluster;
import dev.runnel.engine.cluster.EmbeddedSettings;
import dev.runnel.engine.run.Engine;
import dev.runnel.engine.run.RunningPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A pipeline that runs on a Kafka and a Flink of its own, in one folder. */
final class Running implements AutoCloseable {
    private final Path folder;
    private final EmbeddedKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> ends;
    private @Nullable EmbeddedCluster cluster;
    private @Nullable RunningPipeline pipeline;

    Running(Path folder) throws IOException {
        this.folder = folder;
        this.kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Ports.free());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.ends = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "allow.auto.create.topics", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static Pipeline read(Path folder, String yaml, Connectors connectors) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(PipelineReader.FILE), yaml);
        Diagnostics out = new Diagnostics();
        Optional<Pipeline> pipeline = PipelineReader.read(folder, Map.of(), connectors, out);
        assertThat(out.all()).isEmpty();
        return pipeline.orElseThrow();
    }

    Pipeline read(String yaml) throws IOException {
        return read(yaml, Connectors.onClassPath());
    }

    Pipeline read(String yaml, Connectors connectors) throws IOException {
        return read(pipelineFolder(), yaml, connectors);
    }

    Path pipelineFolder() {
        return folder.resolve("pipeline");
    }

    Environment environment() {
        return environment(folder, kafka.bootstrapServers())
                .with(EnvironmentFile.read(pipelineFolder(), Map.of(), new Diagnostics()));
    }

    static Environment environment(Path folder, String bootstrap) {
        return new Environment(
                "embedded",
                bootstrap,
                Map.of(),
                folder,
                folder.resolve("lake").toUri(),
                folder.resolve("checkpoints").toUri(),
                2,
                Duration.ofMillis(500));
    }

    Path file(String name) {
        return folder.resolve("files").resolve(name);
    }

    RunningPipeline start(Pipeline declared) throws Exception {
        return start(declared, true);
    }

    /** @param all whether every job must start */
    RunningPipeline start(Pipeline declared, boolean all) throws Exception {
        createTopics(Engine.topics(declared));
        cluster = EmbeddedCluster.start(new EmbeddedSettings(
                0,
                Engine.slots(declared, environment()),
                folder.resolve("flink"),
                environment().files().fileSystems()));
        RunningPipeline started = Engine.start(declared, environment(), cluster);
        pipeline = started;
        started.started()
                .exceptionally(failure -> {
                    if (all) {
                        throw new AssertionError(failure);
                    }
                    return null;
                })
                .join();
        return started;
    }

    private void createTopics(List<Topic> topics) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Set<String> there = admin.listTopics().names().get();
            admin.createTopics(topics.stream()
                            .filter(t -> !there.contains(t.name()))
                            .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1).configs(t.config()))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** Sets a setting of a topic. */
    void configure(String topic, String name, int value) throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, String.valueOf(value)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        }
    }

    /** Lets each producer write so many bytes a second: those of a log that is slow. */
    void quota(int bytes) throws InterruptedException, ExecutionException {
        Map<String, @Nullable String> everyClient = new HashMap<>();
        everyClient.put(ClientQuotaEntity.CLIENT_ID, null);
        ClientQuotaAlteration.Op op = new ClientQuotaAlteration.Op("producer_byte_rate", (double) bytes);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(new ClientQuotaEntity(everyClient), List.of(op))))
                    .all()
                    .get();
        }
    }

    /** What was started last, also when starting it failed. */
    RunningPipeline pipeline() {
        return Objects.requireNonNull(pipeline);
    }

    /** Ends Flink as a kill would: without a word to the jobs. */
    void kill() {
        Objects.requireNonNull(cluster).close();
    }

    void send(String topic, @Nullable String key, String value) {
        send(topic, key, value.getBytes(StandardCharsets.UTF_8));
    }

    void send(String topic, @Nullable String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    void flush() {
        producer.flush();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** How many records a topic holds that nothing was taken from, and that is written without transactions: a stream's log. */
    int count(String topic) {
        List<TopicPartition> partitions = ends.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        return ends.endOffsets(partitions).values().stream()
                .mapToInt(Long::intValue)
                .sum();
    }

    /** Every record of a topic from its beginning to where it ends now. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** What a compacted topic says: the last value of each key that has one. */
    Map<String, String> latest(String topic) {
        Map<String, String> latest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            String key = text(record.key());
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, text(record.value()));
            }
        }
        return latest;
    }

    List<String> values(String topic) {
        return records(topic).stream().map(r -> text(r.value())).toList();
    }

    /** The lines of a file that a csv destination writes; none before it is there. */
    List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            return List.of();
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Waits for a bounded time; says how the jobs are when that was not enough. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited 60 s for " + what + "; jobs: "
                        + (pipeline == null ? "none" : pipeline.jobs().toString()));
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        ends.close(CloseOptions.timeout(Duration.ZERO));
        if (cluster != null) {
            cluster.close();
        }
        kafka.close();
    }
}
