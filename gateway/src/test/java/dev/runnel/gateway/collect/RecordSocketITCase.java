package dev.runnel.gateway.collect;

import static dev.runnel.gateway.Served.problem;
import static dev.runnel.gateway.TestKafka.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.Events;
import dev.runnel.gateway.Messages;
import dev.runnel.gateway.Pipelines;
import dev.runnel.gateway.Served;
import dev.runnel.gateway.TestKafka;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordSocketITCase {
    private static final Limits SMALL = new Limits(256 << 10, 1_000, 16 << 10, 1 << 20);
    private static final String SOCKET = "/v1/streams/events/ws";

    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void start() {
        Pipeline pipeline = Pipelines.shop(folder, Served.newName());
        served = serve(pipeline);
    }

    private static Served serve(Pipeline pipeline) {
        Served.createTopics(pipeline, TestKafka.get());
        Served served = Served.start(pipeline, TestKafka.get(), settings -> settings.within(SMALL));
        Served.await("it is ready", () -> served.get("/readyz").statusCode() == 200);
        return served;
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void answersEachMessageInItsOrderAndLivesOnAfterMalformedOnes() {
        try (Messages client = Messages.open(served, SOCKET)) {
            client.send(Events.valid(1))
                    .send(Events.array(List.of(Events.valid(2), Events.invalid(3))))
                    .send("{\"id\":4,")
                    .send("")
                    .send(Events.valid(5).getBytes(StandardCharsets.UTF_8))
                    .send("[]");

            JsonObject first = client.next();
            assertThat(first.fieldNames())
                    .containsExactly(
                            "sequence",
                            "status",
                            "correlation_id",
                            "processed_count",
                            "valid_count",
                            "invalid_count",
                            "elapsed_time");
            assertTaken(first, 1, 1, 0);
            JsonObject mixed = client.next();
            assertTaken(mixed, 2, 1, 1);
            JsonObject error = mixed.getJsonArray("errors").getJsonObject(0);
            assertThat(error.getInteger("index")).isEqualTo(1);
            assertThat(error.getString("code")).isEqualTo("one_of");
            assertThat(error.getString("field")).isEqualTo("type");
            assertThat(error.getString("message")).isNotBlank();
            JsonObject broken = refused(client.next(), 3, 400, "malformed-json");
            assertThat(broken.getInteger("line")).isEqualTo(1);
            assertThat(broken.getInteger("position")).isEqualTo(8);
            refused(client.next(), 4, 400, "malformed-json");
            assertTaken(client.next(), 5, 1, 0);
            assertTaken(client.next(), 6, 0, 0);

            List<ConsumerRecord<byte[], byte[]>> logged = served.kafka.read(served.topic("events"), 3);
            assertThat(logged)
                    .extracting(r -> new String(r.value(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrder(Events.valid(1), Events.valid(2), Events.valid(5));
            assertThat(logged)
                    .extracting(r -> header(r, "correlation_id"))
                    .contains(first.getString("correlation_id"), mixed.getString("correlation_id"))
                    .allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(7));
            ConsumerRecord<byte[], byte[]> invalid =
                    served.kafka.read(served.invalidTopic("events"), 1).get(0);
            assertThat(header(invalid, "correlation_id")).isEqualTo(mixed.getString("correlation_id"));
            assertThat(new String(invalid.value(), StandardCharsets.UTF_8)).isEqualTo(Events.invalid(3));
        }
        assertThat(Served.text(served.get("/metrics")))
                .contains("runnel_records_total{outcome=\"accepted\",stream=\"events\"} 3.0")
                .contains("runnel_records_total{outcome=\"invalid\",stream=\"events\"} 1.0");
    }

    @Test
    void takesTenThousandMessagesThatWaitForNoAnswer() {
        int messages = 10_000;
        try (Messages client = Messages.open(served, SOCKET)) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> IntStream.range(0, messages)
                    .forEach(i -> client.send(i % 100 == 99 ? Events.invalid(i) : Events.valid(i))));
            for (int i = 0; i < messages; i++) {
                boolean bad = i % 100 == 99;
                assertTaken(client.next(), i + 1, bad ? 0 : 1, bad ? 1 : 0);
            }
            sending.join();
        }
        List<ConsumerRecord<byte[], byte[]>> logged = served.kafka.read(served.topic("events"), messages * 99 / 100);
        assertThat(logged)
                .hasSize(messages * 99 / 100)
                .extracting(r -> new String(r.key(), StandardCharsets.UTF_8))
                .doesNotHaveDuplicates();
        assertThat(served.kafka.size(served.invalidTopic("events"))).isEqualTo(messages / 100);
        for (int partition = 0; partition < 3; partition++) {
            int each = partition;
            assertThat(logged.stream()
                            .filter(r -> r.partition() == each)
                            .map(r -> Integer.parseInt(new String(r.key(), StandardCharsets.UTF_8))))
                    .as("partition %s has them in their order", partition)
                    .isSorted();
        }
    }

    @Test
    void refusesWhatIsTooLargeAndLivesOn() {
        String large = "{\"id\":1,\"padding\":\"" + "x".repeat(20_000) + "\"}";
        String part = " ".repeat(50_000);
        Messages client = Messages.open(served, SOCKET).send(large);
        for (int i = 0; i < 8; i++) {
            client.send(part, false);
        }
        client.send("]", true);
        for (int i = 0; i < 4; i++) {
            client.send(part, false); // read by a worker, for it is long
        }
        client.send(Events.valid(3), true).send(Events.valid(4));

        assertThat(refused(client.next(), 1, 413, "too-large").getString("detail"))
                .contains("record 0", "16384");
        assertThat(refused(client.next(), 2, 413, "too-large").getString("detail"))
                .contains("262144");
        assertTaken(client.next(), 3, 1, 0);
        assertTaken(client.next(), 4, 1, 0);
        client.close();
    }

    @Test
    void findsAStreamByItsGroupAndRefusesUnknownOnes() {
        served.close();
        served = serve(Pipelines.read(
                folder,
                """
                name: NAME
                streams:
                  orders:
                    source:
                      http: { ocs_group: Shop-Orders, websocket: /ws/orders, cors: "https://shop.example.com" }
                    fields: { n: int! }
                  other:
                    source: { fetched: {} }
                    fields: { n: int! }
                """
                        .replace("NAME", Served.newName())));
        for (String path : List.of("/ws?ocs_group=Shop-Orders", "/ws/orders", "/v1/streams/orders/ws")) {
            try (Messages client = Messages.open(served, path).send("{\"n\":1}")) {
                assertTaken(client.next(), 1, 1, 0);
            }
        }
        assertThat(served.kafka.size(served.topic("orders"))).isEqualTo(3);
        try (Messages client = Messages.open(served, "/ws?ocs_group=other").send("{\"n\":1}")) {
            assertTaken(client.next(), 1, 1, 0);
        }
        assertThat(upgrade("/ws?ocs_group=nothing", 404, "unknown-group"))
                .contains("no group 'nothing'", "Shop-Orders, other");
        assertThat(upgrade("/ws?ocs_group=shop-order", 404, "unknown-group")).contains("did you mean 'Shop-Orders'?");
        assertThat(upgrade("/ws", 404, "unknown-group")).contains("no group is named", "Shop-Orders, other");
        assertThat(upgrade("/v1/streams/order/ws", 404, "unknown-stream")).contains("'orders'");
        problem(served.get("/ws?ocs_group=other"), 426, "websocket-only");
        String evil = "https://evil.example.com";
        assertThat(upgrade("/ws/orders", 403, "foreign-origin", "Origin", evil)).contains("`cors`");
        upgrade("/ws?ocs_group=other", 403, "foreign-origin", "Origin", "https://shop.example.com");
        assertThat(served.send(served.request("/ws/orders")
                                .GET()
                                .headers("Upgrade", "websocket", "Origin", "https://shop.example.com"))
                        .statusCode())
                .as("let pass, though this is no whole handshake")
                .isEqualTo(400);
    }

    private String upgrade(String path, int status, String code, String... headers) {
        var request = served.request(path).GET().header("Upgrade", "websocket");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return problem(served.send(request), status, code).getString("detail");
    }

    @Test
    void answersWhatItTookBeforeTheServerStops() {
        int messages = 300;
        Messages client = Messages.open(served, SOCKET);
        for (int i = 0; i < messages; i++) {
            client.send(Events.valid(i));
        }
        assertTaken(client.next(), 1, 1, 0);

        served.close();

        assertThat(client.closedWith()).isEqualTo(1001);
        long logged = served.kafka.size(served.topic("events"));
        for (int i = 2; i <= logged; i++) {
            assertTaken(client.next(), i, 1, 0);
        }
    }

    private static void assertTaken(JsonObject answer, long sequence, int valid, int invalid) {
        assertThat(answer.getString("status")).as(answer.encode()).isEqualTo("success");
        assertThat(answer.getLong("sequence")).isEqualTo(sequence);
        assertThat(answer.getInteger("processed_count")).isEqualTo(valid + invalid);
        assertThat(answer.getInteger("valid_count")).isEqualTo(valid);
        assertThat(answer.getInteger("invalid_count")).isEqualTo(invalid);
    }

    private static JsonObject refused(JsonObject answer, long sequence, int status, String code) {
        assertThat(answer.getString("status")).as(answer.encode()).isEqualTo("refused");
        assertThat(answer.getLong("sequence")).isEqualTo(sequence);
        assertThat(answer.getString("correlation_id")).isNotBlank();
        JsonObject problem = answer.getJsonObject("problem");
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("https://runnel.dev/problems/" + code);
        return problem;
    }
}
