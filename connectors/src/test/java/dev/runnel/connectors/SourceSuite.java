package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/**
 * What every source must do, on a real Kafka and Flink. A source's own test extends this and says how its system is given
 * records; each test uses a system of another name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SourceSuite {
    private static final String FIELDS =
            """
                fields:
                  id: bigint!
                  flag: boolean
                  small: int
                  ratio: double
                  price: decimal(20,4)
                  name: string
                  day: date
                  clock: time
                  at: timestamp
                  raw: bytes
                  tags: list<string>
                  sizes: map<int>
                  nested: { type: row, fields: { x: int } }
                  anything: json
            """;

    private @Nullable Running started;

    /** Makes the system of a name, empty. */
    abstract void make(Running runs, String name) throws Exception;

    /** Puts records into it, in this order where the system has one; returns when they are there. */
    abstract void give(Running runs, String name, List<String> values) throws Exception;

    /** The source as YAML on one line. */
    abstract String source(String name);

    /** What positions of a system's records look like: a regular expression. */
    abstract String position(String name);

    /** Looks at the keys of three records whose key fields are 1, 2 and 3. */
    void checkKeys(List<String> keys) {
        assertThat(keys).containsExactlyInAnyOrder("1", "2", "3");
    }

    /** Something that the system can hold and that is no record. */
    String broken() {
        return "{\"id\": 7, ";
    }

    /** Whether nothing is given twice after a kill. One that cannot know says why not. */
    boolean isExactlyOnce() {
        return true;
    }

    /** What a topic holds, each value once where the source may give it twice. */
    private List<String> given(String topic) {
        List<String> values = running().values(topic);
        return isExactlyOnce() ? values : values.stream().distinct().toList();
    }

    /** Whether a topic holds so many, not counting what the source may give twice. */
    private boolean enough(String topic, int number) {
        return running().count(topic) >= number
                && (isExactlyOnce() || given(topic).size() >= number);
    }

    /** A record as it is compared: what a system adds by itself taken away, and what it writes otherwise made alike. */
    String plain(String record) {
        return record;
    }

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        started = new Running(folder);
    }

    @AfterAll
    void end() {
        running().close();
    }

    Running running() {
        return Objects.requireNonNull(started);
    }

    @Test
    void valuesOfEveryTypeReachTheLogAsTheyAre() throws Exception {
        Running running = running();
        String full =
                """
                {"id":1,"flag":true,"small":-7,"ratio":0.1,"price":1234567890123456.7891,"name":"a\\u00e9\\"\\n","day":"2026-11-20",\
                "clock":"10:15:30.5","at":"2026-11-20T10:15:30.123456Z","raw":"AAEC","tags":["a",null],"sizes":{"s":1},\
                "nested":{"x":5},"anything":{"deep":[1,{"a":null}]},"more":"kept"}""";
        String nulls = "{\"id\":2,\"flag\":null,\"price\":null,\"tags\":null,\"nested\":null,\"anything\":null}";
        String least = "{\"id\":3}";
        Pipeline pipeline = pipeline("types", "key: id", FIELDS);
        give(running, "types", List.of(full, nulls, least));

        running.start(pipeline);

        running.await("the log", () -> running.count("suite.types") == 3);
        running.kill();
        List<ConsumerRecord<byte[], byte[]>> log = running.records("suite.types");
        assertThat(plain(log.stream().map(r -> Running.text(r.value())).toList()))
                .containsExactlyInAnyOrderElementsOf(plain(List.of(full, nulls, least)));
        checkKeys(log.stream().map(r -> Running.text(r.key())).toList());
        assertThat(log).allSatisfy(r -> {
            assertThat(header(r, Headers.SOURCE)).matches(position("types"));
            assertThat(header(r, Headers.CONTRACT))
                    .isEqualTo(pipeline.streams().get(0).contract().schemaId());
            assertThat(header(r, Headers.CORRELATION_ID)).matches("[0-9a-f-]{14}7.*");
            assertThat(header(r, Headers.RECEIVED_AT)).isEqualTo(String.valueOf(r.timestamp()));
        });
        assertThat(running.records("suite.types.invalid")).isEmpty();
    }

    @Test
    void nothingComesOfNothing() throws Exception {
        Running running = running();
        Pipeline pipeline = pipeline("nothing", "", FIELDS);
        RunningPipeline runs = running.start(pipeline);
        running.await("the job", () -> status(runs, "nothing").state() != State.STARTING);
        assertThat(runs.stop(Duration.ofSeconds(10))).isTrue();
        running.kill();
        assertThat(running.records("suite.nothing")).isEmpty();
        assertThat(running.records("suite.nothing.invalid")).isEmpty();
    }

    @Test
    void badRowsBecomeInvalidWithTheirPlaceAndTheRestGoesOn() throws Exception {
        Running running = running();
        Pipeline pipeline = running.read(
                yaml(
                        "bad",
                        "",
                        """
                fields:
                  id: bigint!
                  mail: { type: string, pii: mask }
            """));
        make(running, "bad");
        give(
                running,
                "bad",
                List.of(
                        "{\"id\":1,\"mail\":\"ann@example.com\"}",
                        "{\"id\":\"x\",\"mail\":\"ben@example.com\"}",
                        broken(),
                        "{\"mail\":\"cee@example.com\"}",
                        "{\"id\":5}"));

        running.start(pipeline);

        running.await("the good ones", () -> running.count("suite.bad") == 2);
        running.await("the bad ones", () -> running.count("suite.bad.invalid") == 3);
        running.kill();
        List<ConsumerRecord<byte[], byte[]>> invalid = running.records("suite.bad.invalid");
        assertThat(invalid)
                .extracting(r -> header(r, Headers.CODE))
                .containsExactlyInAnyOrder("type", "syntax", "required");
        assertThat(invalid).allSatisfy(r -> {
            assertThat(header(r, Headers.STAGE)).isEqualTo("collect");
            assertThat(header(r, Headers.STREAM)).isEqualTo("bad");
            assertThat(header(r, Headers.SOURCE)).matches(position("bad"));
            assertThat(header(r, Headers.MESSAGE)).isNotBlank();
        });
        assertThat(running.values("suite.bad")).hasSize(2).noneMatch(v -> v.contains("ann@"));
        assertThat(running.values("suite.bad.invalid")).noneMatch(v -> v.contains("ben@") || v.contains("cee@"));
    }

    @Test
    void tooManyInvalidRecordsStopTheSource() throws Exception {
        Running running = running();
        Pipeline pipeline = pipeline("stops", "invalid: { stop_after: 3 of 5 }", "    fields: { id: bigint! }\n");
        give(running, "stops", Collections.nCopies(20, "{\"id\":null}"));

        RunningPipeline runs = running.start(pipeline);

        running.await("the end", () -> status(runs, "stops").state() == State.FAILED);
        String why = status(runs, "stops").why().orElse("");
        running.kill();
        assertThat(why).contains("the source of 'stops' is not read further: 3 of its last 5 records were invalid");
    }

    @Test
    void killsInTheMiddleLoseAndRepeatNothing() throws Exception {
        Running running = running();
        int all = 12_000;
        Pipeline pipeline = pipeline("kills", "", "    fields: { id: bigint! }\n");
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            rows.add(i % 1000 == 999 ? "{\"id\":null,\"n\":" + i + "}" : "{\"id\":" + i + "}");
        }
        for (int round = 0; round < 4; round++) {
            running.start(pipeline);
            give(running, "kills", rows.subList(round * all / 4, (round + 1) * all / 4));
            int before = round;
            running.await("some of it", () -> before == 0 || running.count("suite.kills") > (before - 1) * all / 4);
            running.kill();
        }
        RunningPipeline runs = running.start(pipeline);

        int bad = all / 1000;
        running.await("every record", () -> enough("suite.kills", all - bad));
        running.await("every invalid one", () -> enough("suite.kills.invalid", bad));
        assertThat(runs.stop(Duration.ofSeconds(20))).isTrue(); // what was read is written by then
        running.kill();
        assertThat(plain(given("suite.kills")))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, all)
                        .filter(i -> i % 1000 != 999)
                        .mapToObj(i -> "{\"id\":" + i + "}")
                        .toList());
        assertThat(given("suite.kills.invalid")).doesNotHaveDuplicates().hasSize(bad);
    }

    @Test
    void aFailureInTheMiddleLosesAndRepeatsNothing() throws Exception {
        Running running = running();
        Pipeline pipeline = pipeline("fails", "", "    fields: { id: bigint! }\n");
        List<String> rows =
                IntStream.range(0, 3000).mapToObj(i -> "{\"id\":" + i + "}").toList();
        RunningPipeline runs = running.start(pipeline);
        give(running, "fails", rows.subList(0, 1000));
        running.await("the first", () -> running.count("suite.fails") == 1000);

        running.configure("suite.fails.invalid", "max.message.bytes", 10);
        running.configure("suite.fails", "max.message.bytes", 10);
        give(running, "fails", rows.subList(1000, 2000));
        running.await("the failure", () -> status(runs, "fails").state() == State.RESTARTING);
        assertThat(status(runs, "fails").why().orElse("")).contains("the log suite.fails takes no records");
        give(running, "fails", rows.subList(2000, 3000));
        running.configure("suite.fails", "max.message.bytes", 1 << 20);
        running.configure("suite.fails.invalid", "max.message.bytes", 1 << 20);

        running.await("every record", () -> enough("suite.fails", 3000));
        assertThat(runs.stop(Duration.ofSeconds(20))).isTrue(); // what was read is written by then
        running.kill();
        assertThat(plain(given("suite.fails"))).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(running.values("suite.fails.invalid")).isEmpty();
    }

    /**
     * The stream of the system of a name, which is made.
     *
     * @param fields YAML, indented by four
     */
    private Pipeline pipeline(String name, String more, String fields) throws Exception {
        Running running = running();
        make(running, name);
        return running.read(yaml(name, more, fields));
    }

    private String yaml(String name, String more, String fields) {
        return "name: suite\nstreams:\n  " + name + ":\n    source: { " + source(name) + " }\n"
                + (more.isEmpty() ? "" : "    " + more + "\n") + fields;
    }

    private List<String> plain(List<String> records) {
        return records.stream().map(this::plain).toList();
    }

    private static JobStatus status(RunningPipeline pipeline, String stream) {
        return pipeline.jobs().stream()
                .filter(job -> job.name().equals(Names.collectJob("suite", stream)))
                .findFirst()
                .orElseThrow(() -> new AssertionFailedError("no job reads " + stream));
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
