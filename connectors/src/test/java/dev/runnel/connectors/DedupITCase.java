package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupITCase {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long T0 = 1_763_680_000_000L;
    private static final String YAML =
            """
            name: shop
            streams:
              orders:
                source: { http: {} }
                log: { partitions: 3 }
                dedup: { by: order.id, within: 1h }
                fields:
                  n: bigint!
                  order: { type: row, fields: { id: string } }
                to: { csv: { file: landed.csv } }
            models:
              each:
                sql: SELECT n FROM orders
                to: { csv: { file: model.csv } }
              counts:
                key: [p]
                sql: SELECT _partition AS p, COUNT(*) AS orders FROM orders GROUP BY _partition
                to: { view: {} }
            """;

    @TempDir
    Path folder;

    private int sent;

    @Test
    void dropsWithinTheWindowOfTheFirstAndNothingElse() throws Exception {
        try (Running running = new Running(folder)) {
            RunningPipeline pipeline = running.start(running.read(YAML));
            List<Integer> kept = new ArrayList<>();
            keep(running, kept, 0, "a", T0);
            drop(running, 0, "a", T0);
            drop(running, 0, "a", T0 + HOUR - 1);
            keep(running, kept, 0, "b", T0 + 10);
            keep(running, kept, 0, "a", T0 + HOUR); // the window is over, and another begins
            drop(running, 0, "a", T0 + HOUR + HOUR - 1);
            keep(running, kept, 0, "a", T0 + HOUR + HOUR);
            keep(running, kept, 1, "a", T0); // another partition has another key
            keep(running, kept, 1, "c", T0 + 5 * HOUR);
            drop(running, 1, "c", T0 + 4 * HOUR + 1); // received before, logged after
            keep(running, kept, 1, "c", T0 + 4 * HOUR);
            keep(running, kept, 2, null, T0);
            keep(running, kept, 2, null, T0);
            String longId = "x".repeat(1_000);
            keep(running, kept, 2, longId, T0);
            keep(running, kept, 2, longId + "y", T0);
            drop(running, 2, longId, T0 + 1);
            running.send("shop.orders", null, "{\"n\":\"not valid\",\"order\":{\"id\":\"d\"}}");
            // What is replayed for the file alone is no repeat there, and is not seen by the model.
            ProducerRecord<byte[], byte[]> replayed = new ProducerRecord<>(
                    "shop.orders", "{\"n\":-7,\"order\":{\"id\":\"a\"}}".getBytes(StandardCharsets.UTF_8));
            replayed.headers().add(Headers.REPLAY_TO, "csv/0".getBytes(StandardCharsets.UTF_8));
            running.send(replayed);
            running.flush();

            running.await(
                    "the landing", () -> numbers(running.lines("landed.csv")).size() > kept.size());
            running.await("the model", () -> numbers(running.lines("model.csv")).size() >= kept.size());
            running.await("the counter", () -> pipeline.jobs().stream()
                    .filter(j -> j.name().equals("shop.land.orders"))
                    .allMatch(j ->
                            j.counters().getOrDefault(JobMonitor.deduplicated("orders"), 0L) == sent - kept.size()));
            assertThat(pipeline.stop(Duration.ofSeconds(20))).isTrue();
            List<Integer> landed = new ArrayList<>(kept);
            landed.add(-7);
            assertThat(numbers(running.lines("landed.csv"))).containsExactlyInAnyOrderElementsOf(landed);
            assertThat(numbers(running.lines("model.csv"))).containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    @Test
    void isExactAcrossKillsAndRestartsInTheMiddleOfAWindow() throws Exception {
        try (Running running = new Running(folder)) {
            Pipeline pipeline = running.read(YAML);
            Random random = new Random(7);
            List<Integer> wanted = new ArrayList<>();
            Map<Integer, Integer> perPartition = new HashMap<>();
            for (int round = 0; round < 4; round++) {
                RunningPipeline started = running.start(pipeline);
                List<Integer> ids = new ArrayList<>(
                        IntStream.range(0, (round + 1) * 1_000).boxed().toList());
                Collections.shuffle(ids, random);
                for (int id : ids) { // those of earlier rounds come again
                    boolean first = id >= round * 1_000;
                    if (first) {
                        wanted.add(sent);
                        perPartition.merge(id % 3, 1, Integer::sum);
                    }
                    send(running, id % 3, "id" + id, T0 + sent);
                }
                running.flush();
                if (round == 1) {
                    assertThat(started.stop(Duration.ofSeconds(20))).isTrue();
                }
                running.kill();
            }
            RunningPipeline last = running.start(pipeline);

            running.await("the view", () -> perPartition.equals(counts(running)));
            assertThat(last.stop(Duration.ofSeconds(20))).isTrue();
            assertThat(sent).isEqualTo(10_000);
            assertThat(numbers(running.lines("landed.csv"))).containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(numbers(running.lines("model.csv"))).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    private void keep(Running running, List<Integer> kept, int partition, @Nullable String id, long at) {
        kept.add(sent);
        send(running, partition, id, at);
    }

    private void drop(Running running, int partition, String id, long at) {
        send(running, partition, id, at);
    }

    private void send(Running running, int partition, @Nullable String id, long at) {
        String value = "{\"n\":" + sent++ + ",\"order\":" + (id == null ? "null" : "{\"id\":\"" + id + "\"}") + "}";
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>("shop.orders", partition, null, value.getBytes(StandardCharsets.UTF_8));
        record.headers().add("received_at", String.valueOf(at).getBytes(StandardCharsets.UTF_8));
        running.send(record);
    }

    private static List<Integer> numbers(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> Integer.valueOf(line.split(",")[0]))
                .toList();
    }

    private static Map<Integer, Integer> counts(Running running) {
        Map<Integer, Integer> counts = new HashMap<>();
        running.latest("shop.view.counts").values().forEach(row -> {
            String[] numbers = row.replaceAll("[^0-9]+", " ").strip().split(" ");
            counts.put(Integer.valueOf(numbers[0]), Integer.valueOf(numbers[1]));
        });
        return counts;
    }
}
