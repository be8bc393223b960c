package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that sends everything again after each kill: all of it is answered success, and none of it counts twice. */
class DedupKillITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final int KILLS = 3;
    private static final int EACH = 500;
    private static final String PIPELINE =
            """
            name: shop
            streams:
              orders:
                source: { http: { path: /orders } }
                dedup: { by: id, within: 1h }
                fields: { id: bigint!, euros: bigint! }
                to: { lake: { table: orders, roll: { every: 1s } } }
            models:
              turnover:
                key: [shop]
                sql: SELECT 'all' AS shop, COUNT(*) AS orders, SUM(euros) AS euros FROM orders
                to: { view: { path: /turnover } }
            """;

    @TempDir
    Path folder;

    private final int port = Ports.free();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    void whatIsSentAgainAfterAKillCountsOnce() throws Exception {
        Path pipeline = Files.createDirectories(folder.resolve("shop"));
        Path data = folder.resolve("data");
        Files.writeString(pipeline.resolve("runnel.yaml"), PIPELINE);
        for (int life = 1; life <= KILLS; life++) {
            try (RunnelProcess process = start(pipeline, data)) {
                process.awaitReady();
                post(process, life * EACH);
                if (life == 2) {
                    awaitTurnover(process, life * EACH); // so that one kill comes when all was read
                }
                process.kill();
            }
        }
        try (RunnelProcess last = start(pipeline, data)) {
            last.awaitReady();
            post(last, KILLS * EACH);
            awaitTurnover(last, KILLS * EACH);
            String kafka = Endpoints.ofRunning(data).orElseThrow().kafka();
            int logged = Topics.read(kafka, "shop.orders").size();
            assertThat(logged).isEqualTo(EACH + 2 * EACH + 3 * EACH + 3 * EACH);
            await(
                    last,
                    "/metrics",
                    "runnel_deduplicated_records_total{stream=\"orders\"} " + (logged - KILLS * EACH) + ".0");
            last.interrupt();
            assertThat(last.awaitEnd(Duration.ofSeconds(60))).isZero();
        }
        assertThat(new Lake(data, "orders").query("SELECT count(*), count(DISTINCT id), sum(euros)::BIGINT FROM files"))
                .containsExactly(List.of((long) KILLS * EACH, (long) KILLS * EACH, euros(KILLS * EACH)));
    }

    private RunnelProcess start(Path pipeline, Path data) {
        return RunnelProcess.start(
                RUNNEL, port, folder.resolve("output.txt"), "run", pipeline.toString(), "--data-dir", data.toString());
    }

    /** All orders up to a number, those sent before too. */
    private void post(RunnelProcess process, int before) throws IOException, InterruptedException {
        String body = IntStream.range(0, before)
                .mapToObj(id -> "{\"id\":" + id + ",\"euros\":" + (id + 1) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        HttpRequest request = HttpRequest.newBuilder(process.http().resolve("/orders"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("\"success\"", "\"valid_count\":" + before);
    }

    private static void awaitTurnover(RunnelProcess process, int orders) throws Exception {
        await(process, "/turnover", "\"orders\":" + orders + ",\"euros\":" + euros(orders) + "}");
    }

    private static long euros(int orders) {
        return LongStream.rangeClosed(1, orders).sum();
    }

    private static void await(RunnelProcess process, String path, String wanted) throws Exception {
        process.awaitOk(path);
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        String found = process.get(path);
        while (!found.contains(wanted) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
            found = process.get(path);
        }
        assertThat(found).as("%s says %s", path, found).contains(wanted);
    }
}
