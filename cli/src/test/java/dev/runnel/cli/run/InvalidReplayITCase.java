package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.core.record.Headers;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Distribution.Output;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Invalid records from the command line: found, mended, replayed once, whatever is killed. */
class InvalidReplayITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final String LOG = "acme.clickstream.raw.events";
    private static final String BY_PRICE = "code = 'type' AND field = 'event.price'";

    @TempDir
    Path folder;

    private final int port = Ports.free();
    private Path example;
    private Path data;

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @BeforeEach
    void copy() throws IOException {
        example = ExampleCopy.in(folder);
        data = folder.resolve("data");
    }

    private static String overpriced(int id) {
        return "{\"id\":" + id + ", \"type\":\"click\",\"package_id\":\"p\",\"event\":{\"timestamp\":"
                + "\"2026-11-20T10:15:30Z\",\"price\":\"much\"}}";
    }

    private static String mended(int id, String price) {
        return overpriced(id).replace("\"much\"", price);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void recordsAreFoundMendedAndReplayedOnce() throws Exception {
        Output none = runnel(Map.of(), "replay", "--stream", "events");
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(none.err()).contains("nothing runs", "start it: runnel run");

        try (RunnelProcess process = start()) {
            process.awaitReady();
            post(process, List.of(overpriced(0), overpriced(1), overpriced(2), "{\"id\":", "{\"id\":4}"));

            assertThat(runnel(Map.of(), "list", "--where", BY_PRICE, "--json")
                            .out()
                            .lines())
                    .hasSize(3);
            Output mistaken = runnel(Map.of(), "list", "--where", "coed = 'type'");
            assertThat(mistaken.exitCode()).isEqualTo(2);
            assertThat(mistaken.err()).contains("coed", "code");
            assertThat(runnel(Map.of(), "show", "--stream", "events", "--where", "code = 'syntax'")
                            .out())
                    .contains("syntax", "*\"xx\":\n"); // what cannot be read may hold personal data

            Output dry = replay(Map.of(), "--where", "id = 'events/0/0'", "--set", "event.price=0.10", "--dry-run");
            assertThat(dry.exitCode()).as(dry.toString()).isZero();
            assertThat(dry.out())
                    .contains("events/0/0 would be valid", mended(0, "0.10"), "1 record: 1 would be valid; nothing");
            assertThat(log()).isEmpty();

            Output one = replay(Map.of(), "--where", "id = 'events/0/0'", "--set", "event.price=0.10");
            assertThat(one.out()).isEqualTo("1 record: 1 replayed\n");
            assertThat(text(log().get(0))).isEqualTo(mended(0, "0.10"));

            // The editor mends the two that are left; the others are not shown to it.
            Output edited = replay(Map.of("EDITOR", "sed -i s/:.much./:3/"), "--where", BY_PRICE, "--edit");
            assertThat(edited.out()).as(edited.toString()).isEqualTo("2 records: 2 replayed\n");
            assertThat(log().stream().map(InvalidReplayITCase::text))
                    .containsExactlyInAnyOrder(mended(0, "0.10"), mended(1, "3"), mended(2, "3"));

            Output unmended = replay(Map.of("EDITOR", "true"), "--edit");
            assertThat(unmended.exitCode()).isEqualTo(1);
            assertThat(unmended.err()).contains("nothing was sent", "line 1", "line 2", "--edited");

            Output rest = replay(Map.of());
            assertThat(rest.exitCode()).isEqualTo(1);
            assertThat(rest.out()).contains("5 records: 2 still invalid, 3 replayed before");
            assertThat(log()).hasSize(3);
            process.interrupt();
            assertThat(process.awaitEnd(Duration.ofSeconds(30))).isZero();
        }
        assertThat(runnel(Map.of(), "list", "--where", BY_PRICE, "--json").out().lines())
                .hasSize(3);
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void aKillInTheMiddleOfAReplayLosesAndDoublesNothing() throws Exception {
        int count = 20_000;
        CompletableFuture<Output> replay;
        try (RunnelProcess process = start()) {
            process.awaitReady();
            for (int from = 0; from < count; from += 5_000) {
                post(
                        process,
                        IntStream.range(from, from + 5_000)
                                .mapToObj(InvalidReplayITCase::overpriced)
                                .toList());
            }
            replay = CompletableFuture.supplyAsync(
                    () -> replay(Map.of(), "--where", BY_PRICE, "--set", "event.price=1"));
            long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
            while (log().size() < 2_000) {
                assertThat(System.nanoTime()).as(process.output()).isLessThan(deadline);
            }
            process.kill();
        }
        try (RunnelProcess again = start()) {
            again.awaitReady();
            Output first = replay.join();
            int before = log().size();
            Output second = replay(Map.of(), "--where", BY_PRICE, "--set", "event.price=1");
            System.out.printf("killed: %s; %d in the log then; again: %s%n", first, before, second);
            assertThat(second.exitCode()).as(second.toString()).isZero();
            assertThat(second.out()).contains("replayed before");
            Map<String, Integer> times = new HashMap<>();
            log().forEach(r -> times.merge(header(r, Headers.REPLAY_OF), 1, Integer::sum));
            assertThat(times).hasSize(count);
            assertThat(times.values()).containsOnly(1);
        }
    }

    /** A column that is too narrow, then widened: the replay serves the table, and the lake and the model have it once. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whatOneDestinationRefusedIsReplayedForThatOneAlone() throws Exception {
        example = folder.resolve("shop");
        Files.createDirectories(example);
        Files.writeString(
                example.resolve("runnel.yaml"),
                """
                name: shop
                streams:
                  orders:
                    source: { http: {} }
                    log: { partitions: 1 }
                    fields: { id: bigint!, name: string!, price: double }
                    to: [jdbc: { table: orders }, lake: { roll: { every: 1s } }]
                models:
                  counts:
                    key: n
                    sql: SELECT 1 AS n, COUNT(*) AS orders FROM orders GROUP BY 1
                    to: [view: {}]
                  priced:
                    sql: SELECT id, price FROM orders
                    expect: { rule: "price > 0" }
                    to: [lake: { roll: { every: 1s } }]
                """);
        store("CREATE TABLE \"orders\" (\"id\" bigint, \"name\" varchar(5), \"price\" double precision,"
                + " \"_received_at\" timestamp(6) with time zone, \"_correlation_id\" varchar, \"_partition\" int,"
                + " \"_offset\" bigint, PRIMARY KEY (\"_partition\", \"_offset\"))");
        try (RunnelProcess process = start()) {
            process.awaitReady();
            send(process, "{\"id\":1,\"name\":\"ok\",\"price\":1}");
            send(process, "{ \"id\":2, \"name\":\"much too long\",\"price\":2}");
            send(process, "{\"id\":3,\"name\":\"ok\",\"price\":-1}");
            await(process, "/v1/invalid?stream=orders", "\"destination\":\"jdbc/0\"");
            await(process, "/v1/models/priced/invalid", "\"stage\":\"expect\"");
            await(process, "/v1/views/counts", "\"orders\":3");
            assertThat(runnel(Map.of(), "list").out().lines())
                    .anyMatch(line -> line.contains("stream orders") && line.contains("jdbc/0"))
                    .anyMatch(line -> line.contains("model priced") && line.contains("price > 0"));
            Output model = runnel(Map.of(), "replay", "--stream", "priced");
            assertThat(model.exitCode()).isEqualTo(2);
            assertThat(model.err()).contains("priced is a model", "writes a row again when it changes");
            end(process);
        }
        assertThat(runnel(Map.of(), "list", "--stream", "priced", "--json").out())
                .contains("\"model\":\"priced\"", "\"stage\":\"expect\"");
        assertThat(query("SELECT id, price, code, original FROM priced_invalid"))
                .contains("3,-1.0,expect,\"{\"\"id\"\":3,\"\"price\"\":-1.0}\"");

        store("ALTER TABLE \"orders\" ALTER COLUMN \"name\" varchar(50)");
        try (RunnelProcess process = start()) {
            process.awaitReady();
            assertThat(runnel(Map.of(), "replay", "--stream", "orders").out()).isEqualTo("1 record: 1 replayed\n");
            assertThat(runnel(Map.of(), "replay", "--stream", "orders").out())
                    .isEqualTo("1 record: 1 replayed before\n");
            send(process, "{\"id\":4,\"name\":\"ok\",\"price\":4}");
            await(process, "/v1/views/counts", "\"orders\":4");
            // The table is written by the same job, up to the same record.
            await(process, query(process, "SELECT count(*), max(id) FROM orders"), "[[4,4]]");
            end(process);
            assertThat(process.output()).contains("1 events accepted", "4 of 4 landed");
        }
        assertThat(query("SELECT count(*) AS n, count(DISTINCT id) AS ids FROM orders"))
                .contains("4,4");
        assertThat(query("SELECT count(*) AS n, count(DISTINCT id) AS ids FROM priced"))
                .contains("3,3");
        assertThat(
                        store(
                                "SELECT LISTAGG(\"id\" || ' ' || \"name\", ', ') WITHIN GROUP (ORDER BY \"id\") FROM \"orders\""))
                .isEqualTo("1 ok, 2 much too long, 3 ok, 4 ok");
    }

    /** In the store, while nothing runs; the first value that a query gives. */
    private String store(String sql) throws Exception {
        Files.createDirectories(data.resolve("store"));
        try (Connection store = DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("store/store").toAbsolutePath(), "", "");
                Statement statement = store.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                return result.next() ? result.getString(1) : "";
            }
        }
    }

    private String query(String sql) {
        Output output = RUNNEL.run(Map.of(), "query", sql, example.toString(), "--data-dir", data.toString(), "--csv");
        assertThat(output.exitCode()).as(output.toString()).isZero();
        return output.out();
    }

    private static void end(RunnelProcess process) throws Exception {
        process.interrupt();
        assertThat(process.awaitEnd(Duration.ofSeconds(40))).isZero();
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void send(RunnelProcess process, String record) throws Exception {
        URI stream = process.http().resolve("/v1/streams/orders");
        assertThat(ask(HttpRequest.newBuilder(stream)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(record)))
                        .body())
                .contains("\"valid_count\":1");
    }

    private static void await(RunnelProcess process, String path, String text) throws Exception {
        await(process, HttpRequest.newBuilder(process.http().resolve(path)).GET(), text);
    }

    private static HttpRequest.Builder query(RunnelProcess process, String sql) {
        return HttpRequest.newBuilder(process.http().resolve("/v1/query"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"sql\":\"" + sql + "\"}"));
    }

    private static void await(RunnelProcess process, HttpRequest.Builder request, String text) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String body = "";
        while (!body.contains(text)) {
            assertThat(System.nanoTime()).as(body + process.output()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
            body = ask(request).body();
        }
    }

    private RunnelProcess start() {
        return RunnelProcess.start(
                RUNNEL, port, folder.resolve("output.txt"), "run", example.toString(), "--data-dir", data.toString());
    }

    private List<ConsumerRecord<byte[], byte[]>> log() {
        return Topics.read(Endpoints.ofRunning(data).orElseThrow().kafka(), LOG);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void post(RunnelProcess process, List<String> lines) throws Exception {
        URI collect = process.http().resolve("/v1/streams/events");
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(collect)
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        lines.stream().collect(Collectors.joining("\n"))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"invalid_count\":" + lines.size());
    }

    private Output replay(Map<String, String> environment, String... options) {
        List<String> all = new ArrayList<>(List.of("replay", "--stream", "events"));
        all.addAll(List.of(options));
        return runnel(environment, all.toArray(String[]::new));
    }

    private Output runnel(Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("invalid"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(example.toString(), "--data-dir", data.toString()));
        return RUNNEL.run(environment, all.toArray(String[]::new));
    }
}
