package dev.runnel.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.EmbeddedKafka;
import dev.runnel.broker.Ports;
import dev.runnel.core.record.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches and the log after kills at the worst moments. */
class LogCommitterITCase {
    private static final int SMALL = 20_000;

    @TempDir
    Path folder;

    private @Nullable EmbeddedKafka kafka;
    private @Nullable LogTarget target;

    @BeforeEach
    void begin() throws Exception {
        EmbeddedKafka started = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Ports.free());
        kafka = started;
        target = new LogTarget(
                "s",
                "log",
                "bad",
                "runnel.test",
                "contract",
                new HashMap<>(Map.of("bootstrap.servers", started.bootstrapServers())));
        try (Admin admin = Admin.create(target().client("test"))) {
            admin.createTopics(List.of(
                            new NewTopic("log", 3, (short) 1)
                                    .configs(Map.of("max.message.bytes", String.valueOf(SMALL))),
                            new NewTopic("bad", 1, (short) 1)))
                    .all()
                    .get();
            Progress.begin(admin, target(), 0).write(admin, target());
        }
    }

    @AfterEach
    void end() {
        Objects.requireNonNull(kafka).close();
    }

    @Test
    void aBatchThatWasBrokenOffIsCompletedAndOneThatIsWholeIsNotRepeated() throws Exception {
        Batch first = batch(100, 1, 0, 50, false);
        Batch second = batch(100, 2, 50, 120, false);
        Batch third = batch(200, 1, 120, 150, true);
        commit(first);
        halfOf(second, 50, i -> i % 3 == 0);
        // Killed; a new start finds the second in its checkpoint, and again after a kill before its next checkpoint.
        commit(first, second);
        commit(second, third);
        commit(third);
        assertThat(numbers())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 150).boxed().toList());
        assertThat(new Completion(completion()).isThere()).isTrue();
    }

    @Test
    void whatKafkaForgotOfTheProgressIsFoundInTheLog() throws Exception {
        Batch first = batch(100, 1, 0, 50, false);
        Batch second = batch(100, 2, 50, 120, false);
        commit(first);
        halfOf(second, 50, i -> i % 2 == 0);
        try (Admin admin = Admin.create(target().client("test"))) {
            admin.deleteConsumerGroups(List.of("runnel.test")).all().get();
        }
        commit(first, second, batch(300, 1, 120, 130, false));
        assertThat(numbers())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 130).boxed().toList());
    }

    @Test
    void aRecordTooLongForItsTopicBecomesInvalidAndTheRestGoesOn() throws Exception {
        Staging.Draft draft = staging().draft(Batch.name(100, 1));
        draft.add(entry(1));
        draft.add(new Entry(null, random(SMALL * 4), 5, "id", "row 2", null, null, null));
        draft.add(entry(3));
        Batch batch = draft.batch(100, 1, false);
        commit(batch);
        commit(batch);
        assertThat(numbers()).containsExactlyInAnyOrder(1, 3);
        assertThat(records("bad")).singleElement().satisfies(r -> {
            assertThat(header(r, Headers.CODE)).isEqualTo("too_large");
            assertThat(header(r, Headers.SOURCE)).isEqualTo("row 2");
            assertThat(r.value()).hasSize(SMALL * 4);
        });
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(1).nextBytes(bytes); // which no compression makes shorter
        return bytes;
    }

    /** What a start does with the batches that it finds, and those that it makes. */
    private void commit(Batch... batches) throws Exception {
        try (LogCommitter committer = new LogCommitter(target(), staging(), new Completion(completion()))) {
            for (Batch batch : batches) {
                committer.commit(List.of(new Request(batch)));
            }
        }
    }

    private Staging staging() {
        return new Staging(folder.resolve("staged").toUri());
    }

    private java.net.URI completion() {
        return folder.resolve("finished").toUri();
    }

    private LogTarget target() {
        return Objects.requireNonNull(target);
    }

    private Batch batch(long run, long number, int from, int to, boolean last) throws Exception {
        Staging.Draft draft = staging().draft(Batch.name(run, number));
        for (int i = from; i < to; i++) {
            draft.add(entry(i));
        }
        return draft.batch(run, number, last);
    }

    private static Entry entry(int number) {
        byte[] value = String.valueOf(number).getBytes(StandardCharsets.UTF_8);
        return new Entry(null, value, 5, "id", "row " + number, null, null, null);
    }

    /** As a start leaves it that is killed while it writes. */
    private void halfOf(Batch batch, int from, java.util.function.IntPredicate written) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(target().client("half"), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < batch.count(); i++) {
                if (written.test(i)) {
                    producer.send(entry(from + i).in(target(), batch.place(i)));
                }
            }
        }
    }

    private List<Integer> numbers() {
        return records("log").stream()
                .map(r -> Integer.valueOf(new String(r.value(), StandardCharsets.UTF_8)))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                target().client("read"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
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

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private record Request(Batch getCommittable) implements CommitRequest<Batch> {
        @Override
        public Batch getCommittable() {
            return getCommittable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {
            throw new AssertionError(t);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            throw new AssertionError(t);
        }

        @Override
        public void retryLater() {
            throw new AssertionError("retried");
        }

        @Override
        public void updateAndRetryLater(Batch batch) {
            throw new AssertionError("retried");
        }

        @Override
        public void signalAlreadyCommitted() {}
    }
}
