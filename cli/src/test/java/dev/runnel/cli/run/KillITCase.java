package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.runnel.broker.Ports;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.cli.demo.ShopEvents;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Load;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of restarts: after any number of kills at random moments under load, what was acknowledged is in the log
 * once, in the lake once, and in the view's totals once.
 */
class KillITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final int KILLS = 10;
    private static final int LONGEST_LIFE_MILLIS = 3_000;
    private static final String LOG = "acme.clickstream.raw.events";

    @TempDir
    Path folder;

    private final Random random = new Random();
    private final int port = Ports.free();

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothingAcknowledgedIsLostOrDoubledByKills() throws Exception {
        Path example = ExampleCopy.in(folder);
        Path data = folder.resolve("data");
        Load load;
        try (RunnelProcess first = start(example, data)) {
            first.awaitReady();
            load = Load.start(2, 20, first.http().resolve("/collect"), KillITCase::event);
            killAfterAWhile(first);
        }
        try (load) {
            for (int kill = 1; kill < KILLS; kill++) {
                try (RunnelProcess again = start(example, data)) {
                    await(Moment.values()[kill % Moment.values().length], again, data);
                    killAfterAWhile(again);
                }
            }
        }
        try (RunnelProcess last = start(example, data)) {
            last.awaitReady();
            String kafka = Endpoints.ofRunning(data).orElseThrow().kafka();
            List<ConsumerRecord<byte[], byte[]>> log = Topics.read(kafka, LOG);
            holdsEachOnce(log, load);
            awaitTotals(last, countsByType(log));
            last.interrupt();
            assertThat(last.awaitEnd(Duration.ofSeconds(30))).as(last.output()).isZero();
            landedOnce(new Lake(data, "clickstream-data"), log);
        }
    }

    private static String event(long id) {
        return new ShopEvents(id, id, 0).next(Instant.now());
    }

    private RunnelProcess start(Path example, Path data) {
        return RunnelProcess.start(
                RUNNEL, port, folder.resolve("output.txt"), "run", example.toString(), "--data-dir", data.toString());
    }

    /** After which the random time until a kill begins, so that every phase of a life is hit. */
    private enum Moment {
        STARTED,
        READY,
        CHECKPOINTED
    }

    private static void await(Moment moment, RunnelProcess process, Path data) throws Exception {
        Instant started = Instant.now();
        if (moment != Moment.STARTED) {
            process.awaitReady();
        }
        if (moment == Moment.CHECKPOINTED) {
            long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
            while (!hasCheckpointSince(started, data.resolve("checkpoints"))) {
                assertThat(System.nanoTime()).as(process.output()).isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static boolean hasCheckpointSince(Instant start, Path checkpoints) {
        try (Stream<Path> all = Files.exists(checkpoints) ? Files.walk(checkpoints) : Stream.empty()) {
            return all.filter(p -> p.endsWith("_metadata"))
                    .anyMatch(p -> p.toFile().lastModified() > start.toEpochMilli());
        } catch (IOException | UncheckedIOException e) {
            return false; // one was removed while it was looked at
        }
    }

    private void killAfterAWhile(RunnelProcess process) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
        process.kill();
    }

    private static void holdsEachOnce(List<ConsumerRecord<byte[], byte[]>> log, Load load) {
        Map<Long, Integer> times = new HashMap<>();
        log.forEach(r -> times.merge(member(r, "id").map(Long::valueOf).orElseThrow(), 1, Integer::sum));
        System.out.printf(
                "%d kills: %d records acknowledged, %d posted without an answer, %d in the log%n",
                KILLS, load.acknowledged().size(), load.unanswered().size(), log.size());
        assertThat(load.acknowledged()).as("the load got through").hasSizeGreaterThan(1_000);
        assertThat(load.acknowledged())
                .allSatisfy(
                        id -> assertThat(times.get(id)).as("times of %s", id).isEqualTo(1));
        Set<Long> known = new HashSet<>(load.acknowledged());
        known.addAll(load.unanswered());
        assertThat(known).containsAll(times.keySet());
        assertThat(times.values()).containsOnly(1);
    }

    private static Map<String, Long> countsByType(List<ConsumerRecord<byte[], byte[]>> log) {
        Map<String, Long> counts = new TreeMap<>();
        log.forEach(r -> counts.merge(member(r, "type").orElseThrow(), 1L, Long::sum));
        return counts;
    }

    /** The view catches up with the log, and says what the log says. */
    private static void awaitTotals(RunnelProcess process, Map<String, Long> wanted) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        Map<String, Long> totals = totals(process.get("/stats"));
        while (!totals.equals(wanted) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
            totals = totals(process.get("/stats"));
        }
        assertThat(totals).isEqualTo(wanted);
    }

    private static Map<String, Long> totals(String rows) throws IOException {
        Map<String, Long> totals = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(rows)) {
            String type = "";
            long events = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.END_OBJECT) {
                    totals.merge(type, events, Long::sum);
                } else if (token.isScalarValue() && "type".equals(json.currentName())) {
                    type = json.getText();
                } else if (token.isScalarValue() && "events".equals(json.currentName())) {
                    events = json.getLongValue();
                }
            }
        }
        return totals;
    }

    private static void landedOnce(Lake lake, List<ConsumerRecord<byte[], byte[]>> log) throws Exception {
        Set<List<Long>> wanted = new HashSet<>();
        log.forEach(r -> wanted.add(
                List.of(member(r, "id").map(Long::valueOf).orElseThrow(), (long) r.partition(), r.offset())));
        List<List<Object>> rows = lake.query("SELECT id, _partition, _offset FROM files");
        Set<List<Long>> landed = new HashSet<>();
        rows.forEach(row ->
                landed.add(row.stream().map(v -> ((Number) v).longValue()).toList()));
        assertThat(rows).as("rows in the lake").hasSize(log.size());
        assertThat(landed).isEqualTo(wanted);
    }

    /** A top-level member of a record in the log. */
    private static Optional<String> member(ConsumerRecord<byte[], byte[]> record, String name) {
        try {
            return java.util.Optional.ofNullable(
                    dev.runnel.cli.output.FlatJson.read(new String(record.value(), StandardCharsets.UTF_8))
                            .get(name));
        } catch (IOException e) {
            throw new UncheckedIOException("the log holds what is no JSON", e);
        }
    }
}
