package dev.runnel.gateway.collect;

import static dev.runnel.gateway.Served.json;
import static dev.runnel.gateway.Served.problem;
import static dev.runnel.gateway.TestKafka.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.gateway.Events;
import dev.runnel.gateway.Served;
import dev.runnel.gateway.TestKafka;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectITCase {
    private static final Limits SMALL = new Limits(256 << 10, 1_000, 16 << 10, 1 << 20);

    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void start() {
        served = Served.shop(folder, TestKafka.get(), settings -> settings.within(SMALL));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void logsExactlyTheBytesThatWerePostedWithKeyAndHeaders() {
        long before = System.currentTimeMillis();
        HttpResponse<byte[]> response = served.post("/collect", "  " + Events.valid(7) + "\n");

        JsonObject receipt = receipt(response, 1, 1, 0);
        assertThat(receipt.getDouble("elapsed_time")).isBetween(0.0001, 10.0);
        assertThat(receipt.fieldNames())
                .containsExactly(
                        "status", "correlation_id", "processed_count", "valid_count", "invalid_count", "elapsed_time");
        ConsumerRecord<byte[], byte[]> record =
                served.kafka.read(served.topic("events"), 1).get(0);
        assertThat(text(record.value())).isEqualTo(Events.valid(7));
        assertThat(text(record.key())).isEqualTo("7");
        String id = receipt.getString("correlation_id");
        assertThat(header(record, "correlation_id")).isEqualTo(id);
        assertThat(response.headers().firstValue("x-correlation-id")).contains(id);
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(Long.parseLong(header(record, "received_at"))).isBetween(before, System.currentTimeMillis());
        assertThat(Integer.parseInt(header(record, "schema_id"))).isPositive();
        assertThat(header(record, "contract"))
                .isEqualTo(served.pipeline.stream("events")
                        .orElseThrow()
                        .contract()
                        .schemaId());
        assertThat(record.timestamp()).isEqualTo(Long.parseLong(header(record, "received_at")));
    }

    @Test
    void takesAnArrayAndSetsInvalidOnesAside() {
        List<String> records = new ArrayList<>(Events.valid(0, 4));
        records.add(2, Events.invalid(99));

        JsonObject receipt = receipt(served.post("/collect", Events.array(records)), 5, 4, 1);

        JsonArray errors = receipt.getJsonArray("errors");
        assertThat(errors.size()).isEqualTo(2);
        assertThat(errors.getJsonObject(0).getInteger("index")).isEqualTo(2);
        assertThat(errors.getJsonObject(0).getString("code")).isEqualTo("one_of");
        assertThat(errors.getJsonObject(0).getString("field")).isEqualTo("type");
        assertThat(errors.getJsonObject(0).getString("message")).isNotBlank();
        assertThat(errors.getJsonObject(1).getString("code")).isEqualTo("required");
        assertThat(values("events", 4)).containsExactlyInAnyOrderElementsOf(Events.valid(0, 4));

        ConsumerRecord<byte[], byte[]> invalid =
                served.kafka.read(served.invalidTopic("events"), 1).get(0);
        assertThat(text(invalid.value())).isEqualTo(Events.invalid(99));
        assertThat(header(invalid, "stream")).isEqualTo("events");
        assertThat(header(invalid, "stage")).isEqualTo("collect");
        assertThat(header(invalid, "code")).isEqualTo("one_of");
        assertThat(header(invalid, "field")).isEqualTo("type");
        assertThat(header(invalid, "message")).isEqualTo(errors.getJsonObject(0).getString("message"));
        assertThat(header(invalid, "correlation_id")).isEqualTo(receipt.getString("correlation_id"));
        assertThat(header(invalid, "contract")).startsWith("events@");
        assertThat(header(invalid, "received_at")).matches("\\d{13}");
    }

    @Test
    void answersSuccessWhenAllAreInvalidAndNamesAtMostTenReasons() {
        List<String> records = java.util.stream.IntStream.range(0, 12)
                .mapToObj(Events::invalid)
                .toList();

        JsonObject receipt = receipt(served.post("/collect", Events.array(records)), 12, 0, 12);

        assertThat(receipt.getString("status")).isEqualTo("success");
        assertThat(receipt.getJsonArray("errors").size()).isEqualTo(10);
        assertThat(served.kafka.read(served.invalidTopic("events"), 12)).hasSize(12);
    }

    @Test
    void takesAnEmptyArray() {
        receipt(served.post("/collect", "[]"), 0, 0, 0);
    }

    @Test
    void servesEveryStreamAtItsOwnAddress() {
        receipt(served.post("/v1/streams/plain", "{\"name\":\"x\"}"), 1, 1, 0);
        receipt(served.post("/v1/streams/events", Events.valid(1)), 1, 1, 0);

        assertThat(values("plain", 1)).containsExactly("{\"name\":\"x\"}");
        assertThat(served.kafka.read(served.topic("plain"), 1).get(0).key()).isNull();
        assertThat(values("events", 1)).containsExactly(Events.valid(1));
    }

    @Test
    void takesNdjsonAndGzip() throws IOException {
        List<String> records = Events.valid(0, 3);
        byte[] lines = Events.lines(records).getBytes(StandardCharsets.UTF_8);

        receipt(served.post("/collect", lines, "Content-Type", "application/x-ndjson"), 3, 3, 0);
        receipt(
                served.post("/collect", gzip(lines), "Content-Type", "application/jsonl", "Content-Encoding", "gzip"),
                3,
                3,
                0);
        byte[] array = Events.array(records).getBytes(StandardCharsets.UTF_8);
        receipt(
                served.post("/collect", gzip(array), "Content-Type", "text/plain", "Content-Encoding", "gzip"),
                3,
                3,
                0);

        assertThat(values("events", 9))
                .hasSize(9)
                .contains(records.get(2), records.get(2).replace("\n", ""));
    }

    @Test
    void keepsTheCorrelationIdOfAClientWhenItIsAUuid() {
        String id = "0193A1B2-c3d4-7e5f-8a6b-9c0d1e2f3a4b";
        assertThat(json(served.post("/collect", Events.valid(1), "X-Correlation-ID", id))
                        .getString("correlation_id"))
                .isEqualTo(id.toLowerCase(java.util.Locale.ROOT));
        assertThat(json(served.post("/collect", Events.valid(1), "X-Correlation-ID", "not\"one"))
                        .getString("correlation_id"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void refusesABodyThatIsNotJsonWithThePositionAndLogsNothing() {
        String body = "[" + Events.valid(1) + ",\n{\"id\": tru}]";

        JsonObject problem = problem(served.post("/collect", body), 400, "malformed-json");

        int at = body.indexOf("tru}");
        assertThat(problem.getInteger("position")).isBetween(at, at + 4);
        assertThat(problem.getInteger("line")).isEqualTo(3);
        assertThat(problem.getInteger("column")).isBetween(8, 12);
        problem(served.post("/collect", ""), 400, "malformed-json");
        problem(served.post("/collect", "hello"), 400, "malformed-json");
        assertThat(served.kafka.size(served.topic("events"))).isZero();
        assertThat(served.kafka.size(served.invalidTopic("events"))).isZero();
    }

    @Test
    void refusesWhatIsTooLargePlainAndAsABomb() throws IOException {
        String text = Events.array(Events.valid(0, 3_000));
        assertThat(text.length()).isGreaterThan(SMALL.body());
        problem(served.post("/collect", text), 413, "too-large");

        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(SMALL.body());
        problem(served.post("/collect", bomb, "Content-Encoding", "gzip"), 413, "too-large");

        String many = "{\"name\":\"x\"},".repeat(1_000);
        problem(served.post("/v1/streams/plain", "[" + many + "{\"name\":\"x\"}]"), 413, "too-large");
        String large = "{\"name\":\"" + "x".repeat(SMALL.record()) + "\"}";
        problem(served.post("/v1/streams/plain", "[{\"name\":\"x\"}," + large + "]"), 413, "too-large");

        assertThat(served.kafka.size(served.topic("events"))).isZero();
        assertThat(served.kafka.size(served.topic("plain"))).isZero();
        receipt(served.post("/collect", Events.valid(1)), 1, 1, 0);
    }

    @Test
    void refusesOtherEncodingsAndBrokenGzip() {
        problem(served.post("/collect", Events.valid(1), "Content-Encoding", "br"), 415, "unsupported-encoding");
        problem(served.post("/collect", Events.valid(1), "Content-Encoding", "gzip"), 400, "malformed-gzip");
    }

    @Test
    void namesTheClosestStreamAndTheMethodsThereAre() {
        assertThat(problem(served.post("/v1/streams/event", "{}"), 404, "unknown-stream")
                        .getString("detail"))
                .contains("'events'");
        HttpResponse<byte[]> get = served.get("/collect");
        problem(get, 405, "method-not-allowed");
        assertThat(get.headers().firstValue("allow")).contains("OPTIONS, POST");
        problem(served.get("/v1/streams/plain"), 405, "method-not-allowed");
    }

    @Test
    void answersHealth() {
        HttpResponse<byte[]> response = served.get("/ping");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Served.text(response)).isEqualTo("{\"status\":\"OK\"}");
    }

    @Test
    void letsOnlyDeclaredForeignPagesPost() {
        HttpResponse<byte[]> shop = served.post("/collect", Events.valid(1), "Origin", "https://shop.example.com");
        receipt(shop, 1, 1, 0);
        assertThat(shop.headers().firstValue("access-control-allow-origin")).contains("https://shop.example.com");
        assertThat(shop.headers().firstValue("access-control-expose-headers")).contains("X-Correlation-ID");

        HttpResponse<byte[]> preflight = preflight("/collect", "https://shop.example.com");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-methods"))
                .contains("POST");
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-headers")
                        .orElseThrow())
                .contains("content-type");

        problem(served.post("/collect", Events.valid(2), "Origin", "https://evil.example.com"), 403, "foreign-origin");
        problem(served.post("/v1/streams/plain", "{\"name\":\"x\"}", "Origin", "null"), 403, "foreign-origin");
        problem(preflight("/collect", "https://evil.example.com"), 403, "foreign-origin");
        String own = "http://127.0.0.1:" + served.gateway.port();
        receipt(served.post("/v1/streams/plain", "{\"name\":\"x\"}", "Origin", own), 1, 1, 0);
        assertThat(served.kafka.size(served.topic("events"))).isEqualTo(1);
    }

    private HttpResponse<byte[]> preflight(String path, String origin) {
        return served.send(served.request(path)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .headers("Origin", origin, "Access-Control-Request-Method", "POST"));
    }

    private List<String> values(String stream, int count) {
        return served.kafka.read(served.topic(stream), count).stream()
                .map(r -> text(r.value()))
                .toList();
    }

    private static JsonObject receipt(HttpResponse<byte[]> response, int processed, int valid, int invalid) {
        assertThat(response.statusCode()).as(Served.text(response)).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        JsonObject receipt = json(response);
        assertThat(receipt.getString("status")).isEqualTo("success");
        assertThat(receipt.getInteger("processed_count")).isEqualTo(processed);
        assertThat(receipt.getInteger("valid_count")).isEqualTo(valid);
        assertThat(receipt.getInteger("invalid_count")).isEqualTo(invalid);
        return receipt;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
