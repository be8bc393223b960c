package dev.runnel.gateway.invalid;

import static dev.runnel.gateway.Served.await;
import static dev.runnel.gateway.Served.json;
import static dev.runnel.gateway.Served.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Headers;
import dev.runnel.gateway.Events;
import dev.runnel.gateway.Messages;
import dev.runnel.gateway.Served;
import dev.runnel.gateway.TestKafka;
import dev.runnel.gateway.log.KafkaClients;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayITCase {
    private static final String CORRELATION = "01939ab0-0000-7000-8000-000000000001";

    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void start() {
        served = Served.shop(folder, TestKafka.get(), settings -> settings.findBy(new Conditions()));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    /** Breaks the contract by its price alone, and has spaces that have to stay. */
    private static String overpriced(int id) {
        return "{ \"id\":" + id + ", \"type\" : \"click\",\"package_id\":\"p\\u00e9\",  \"extra\":[1 , 2],"
                + "\"event\":{\"timestamp\":\"2026-11-20T10:15:30Z\", \"price\": \"much\" }}";
    }

    private void collect(List<String> records) {
        served.post("/collect", Events.array(records), "X-Correlation-ID", CORRELATION);
    }

    private static List<String> overpriced(int from, int to) {
        return IntStream.range(from, to).mapToObj(ReplayITCase::overpriced).toList();
    }

    @Test
    void sendsAMendedRecordOnceWithItsFirstCorrelationIdAndALinkBack() {
        collect(List.of(overpriced(1), Events.invalid(2)));
        String request = "{\"stream\":\"events\",\"where\":\"code = 'type'\",\"set\":{\"event.price\":0.50}}";

        JsonObject first = json(replay(request));

        assertThat(first.getInteger("matched")).isEqualTo(1);
        assertThat(first.getInteger("replayed")).isEqualTo(1);
        assertThat(first.getString("next")).isNull();
        ConsumerRecord<byte[], byte[]> record =
                served.kafka.read(served.topic("events"), 1).get(0);
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .isEqualTo(overpriced(1).replace("\"much\"", "0.50"));
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("1");
        assertThat(TestKafka.header(record, Headers.CORRELATION_ID)).isEqualTo(CORRELATION);
        assertThat(TestKafka.header(record, Headers.REPLAY_OF)).isEqualTo(served.invalidTopic("events") + "/0/0");

        JsonObject again = json(replay(request));
        assertThat(again.getInteger("replayed")).isZero();
        assertThat(again.getInteger("already_replayed")).isEqualTo(1);
        assertThat(served.kafka.size(served.topic("events"))).isEqualTo(1);
        assertThat(served.kafka.size(served.invalidTopic("events"))).isEqualTo(2);
    }

    @Test
    void leavesWhatIsStillInvalidAsItIs() {
        collect(List.of(overpriced(1), Events.invalid(2)));

        JsonObject result = json(replay("{\"stream\":\"events\"}"));

        assertThat(result.getInteger("still_invalid")).isEqualTo(2);
        JsonObject why = result.getJsonArray("results").getJsonObject(0);
        assertThat(why.getString("id")).isEqualTo("events/0/0");
        assertThat(why.getString("code")).isEqualTo("type");
        assertThat(why.getString("field")).isEqualTo("event.price");
        assertThat(served.kafka.size(served.topic("events"))).isZero();
        assertThat(served.kafka.size(served.invalidTopic("events"))).isEqualTo(2);
        assertThat(json(replay(
                                "{\"stream\":\"events\",\"set\":{\"event.price\":1,\"type\":\"view\",\"package_id\":\"p\"}}"))
                        .getInteger("replayed"))
                .isEqualTo(2);
    }

    @Test
    void saysWhatItWouldSendAndSendsNothing() {
        collect(List.of(overpriced(1)));

        JsonObject result = json(replay("{\"stream\":\"events\",\"set\":{\"event.price\":2},\"dry_run\":true}"));

        assertThat(result.getInteger("valid")).isEqualTo(1);
        assertThat(result.getJsonArray("results").getJsonObject(0).getString("value"))
                .isEqualTo(overpriced(1).replace("\"much\"", "2"));
        assertThat(served.kafka.size(served.topic("events"))).isZero();
        assertThat(json(replay("{\"stream\":\"events\",\"set\":{\"id.x\":2},\"dry_run\":true}"))
                        .getInteger("not_mended"))
                .isEqualTo(1);
    }

    @Test
    void sendsRecordsThatWereEditedAsAWhole() {
        collect(List.of(overpriced(1), overpriced(2)));
        String edited = Events.valid(9).replace("\n", "");
        JsonObject one = new JsonObject().put("id", "events/0/1").put("value", edited);
        JsonObject request = new JsonObject().put("stream", "events").put("records", new JsonArray().add(one));

        assertThat(json(replay(request.encode())).getInteger("replayed")).isEqualTo(1);

        assertThat(new String(
                        served.kafka.read(served.topic("events"), 1).get(0).value(), StandardCharsets.UTF_8))
                .isEqualTo(edited);
        assertThat(json(replay(request.encode())).getInteger("already_replayed"))
                .isEqualTo(1);
        one.put("id", "events/0/99");
        assertThat(problem(replay(request.encode()), 400, "bad-request").getString("detail"))
                .contains("events/0/99");
    }

    @Test
    void goesOnWhereAPieceEndedAndNeverComesBack() {
        collect(overpriced(0, 25));
        Set<String> replayed = new HashSet<>();
        String next = "";
        int pieces = 0;
        do {
            String after = next.isEmpty() ? "" : ",\"after\":\"" + next + "\"";
            JsonObject piece = json(
                    replay("{\"stream\":\"events\",\"where\":\"code = 'type'\",\"set\":{\"event.price\":1},\"limit\":10"
                            + after + "}"));
            piece.getJsonArray("results").forEach(r -> replayed.add(((JsonObject) r).getString("id")));
            next = piece.getString("next", "");
            pieces++;
        } while (!next.isEmpty() && pieces < 10);
        assertThat(pieces).isEqualTo(3);
        assertThat(replayed).hasSize(25);
        onceEach(25);
    }

    /** What a killed process leaves: it said what it would do, sent some, and never came to mark them. */
    @Test
    void findsInTheLogWhatAReplayThatBrokeOffHadSent() {
        collect(overpriced(0, 6));
        breakOff(0, System.currentTimeMillis() - 1, 0, 3);

        JsonObject result = json(replay("{\"stream\":\"events\",\"set\":{\"event.price\":1}}"));

        assertThat(result.getInteger("already_replayed")).isEqualTo(3);
        assertThat(result.getInteger("replayed")).isEqualTo(3);
        onceEach(6);
        assertThat(json(replay("{\"stream\":\"events\",\"set\":{\"event.price\":1}}"))
                        .getInteger("already_replayed"))
                .isEqualTo(6);
    }

    @Test
    void waitsWhileAReplayThatBrokeOffMayStillSend() {
        collect(overpriced(0, 2));
        breakOff(0, System.currentTimeMillis() + 600_000, 0, 1);

        HttpResponse<byte[]> response = replay("{\"stream\":\"events\",\"set\":{\"event.price\":1}}");

        assertThat(problem(response, 503, "too-many").getString("detail")).contains("broke off");
        assertThat(response.headers().firstValue("retry-after")).isPresent();
        assertThat(served.kafka.size(served.topic("events"))).isEqualTo(1);
    }

    @Test
    void twoGatewaysThatReplayAtOnceSendEachRecordOnce() {
        collect(overpriced(0, 40));
        try (Served other = Served.start(served.pipeline, served.kafka, s -> s.findBy(new Conditions()))) {
            await("the other is ready", () -> other.get("/readyz").statusCode() == 200);
            String request = "{\"stream\":\"events\",\"set\":{\"event.price\":1}}";
            List<CompletableFuture<?>> running = new ArrayList<>();
            for (Served each : List.of(served, other)) {
                running.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 4; i++) {
                        post(each, request);
                    }
                }));
            }
            running.forEach(CompletableFuture::join);
            await("both are done", () -> {
                HttpResponse<byte[]> last = post(other, request);
                return last.statusCode() == 200 && json(last).getInteger("already_replayed") == 40;
            });
        }
        onceEach(40);
    }

    @Test
    void sendsWhatIsInTheLogAlreadyOnlyWhenToldTo() {
        served.kafka.write(
                served.invalidTopic("events"),
                List.of(Map.entry("k", overpriced(1))),
                Map.of(Headers.STAGE, "write", Headers.CODE, "write"));

        JsonObject result = json(replay("{\"stream\":\"events\",\"set\":{\"event.price\":1}}"));

        assertThat(result.getInteger("in_the_log")).isEqualTo(1);
        assertThat(result.getJsonArray("results").getJsonObject(0).getString("message"))
                .contains("stage write", "double", "again");
        assertThat(served.kafka.size(served.topic("events"))).isZero();
        String again = "{\"stream\":\"events\",\"set\":{\"event.price\":1},\"again\":true}";
        assertThat(json(replay(again)).getInteger("replayed")).isEqualTo(1);
        assertThat(json(replay(again)).getInteger("already_replayed")).isEqualTo(1);
        assertThat(served.kafka.size(served.topic("events"))).isEqualTo(1);
    }

    @Test
    void sendsWhatOneDestinationRefusedForThatOneAlone() {
        String source = served.topic("events") + "/0/4";
        for (String destination : List.of("lake/0", "jdbc/7", "lake/0")) {
            served.kafka.write(
                    served.invalidTopic("events"),
                    List.of(Map.entry("k", refused())),
                    Map.of(
                            Headers.STAGE,
                            "write",
                            Headers.CODE,
                            "write",
                            Headers.SOURCE,
                            source,
                            Headers.DESTINATION,
                            destination));
        }
        String request = "{\"stream\":\"events\"}";

        JsonObject first = json(replay(request));

        assertThat(first.getInteger("replayed")).isEqualTo(1);
        assertThat(first.getInteger("already_replayed")).isEqualTo(1);
        assertThat(first.getInteger("in_the_log")).isEqualTo(1);
        assertThat(first.getJsonArray("results").getJsonObject(1).getString("message"))
                .contains("jdbc/7", "not declared", "has lake/0");
        ConsumerRecord<byte[], byte[]> sent =
                served.kafka.read(served.topic("events"), 1).get(0);
        assertThat(new String(sent.value(), StandardCharsets.UTF_8)).isEqualTo(refused());
        assertThat(TestKafka.header(sent, Headers.REPLAY_OF)).isEqualTo(source);
        assertThat(TestKafka.header(sent, Headers.REPLAY_TO)).isEqualTo("lake/0");
        assertThat(json(replay(request)).getInteger("already_replayed")).isEqualTo(2);
        assertThat(json(replay("{\"stream\":\"events\",\"again\":true}")).getInteger("replayed"))
                .as("for every reader, the one whose destination is gone")
                .isEqualTo(1);
        assertThat(json(replay(request)).getInteger("already_replayed")).isEqualTo(3);
        assertThat(served.kafka.size(served.topic("events"))).isEqualTo(2);
        await("what serves one destination is no record of its own", () -> {
            try (Messages live = Messages.open(served, "/v1/live")) {
                return live.next(m -> m.getString("type").equals("tick"))
                                .getJsonObject("streams")
                                .getJsonObject("events")
                                .getInteger("accepted")
                        == 1;
            }
        });
    }

    /** Valid, and with spaces that have to stay. */
    private static String refused() {
        return overpriced(1).replace("\"much\"", "1");
    }

    /** What a killed process leaves of a replay for one destination. */
    @Test
    void findsInTheLogWhatWasSentForOneDestination() {
        Map.of("log/0/4", "lake/0", "log/0/5", "lake/0", "log/0/6", "jdbc/0")
                .forEach((source, destination) -> served.kafka.write(
                        served.invalidTopic("events"),
                        List.of(Map.entry("k", refused())),
                        Map.of(Headers.STAGE, "write", Headers.SOURCE, source, Headers.DESTINATION, destination)));
        breakOff(0, System.currentTimeMillis() - 1, 0, 0);
        served.kafka.write(
                served.topic("events"),
                List.of(Map.entry("k", refused())),
                Map.of(Headers.REPLAY_OF, "log/0/4", Headers.REPLAY_TO, "lake/0"));

        JsonObject result = json(replay("{\"stream\":\"events\"}"));

        assertThat(result.getInteger("replayed")).isEqualTo(1);
        assertThat(result.getInteger("already_replayed")).isEqualTo(1);
        assertThat(result.getInteger("in_the_log")).isEqualTo(1);
        assertThat(served.kafka.size(served.topic("events"))).isEqualTo(2);
    }

    /** A job that starts again after a failure writes the invalid record of the same original again. */
    @Test
    void sendsARecordThatIsOnTheInvalidTopicTwiceOnce() {
        served.kafka.write(
                served.invalidTopic("events"),
                List.of(Map.entry("k", overpriced(1)), Map.entry("k", overpriced(1))),
                Map.of(Headers.STAGE, "decode", Headers.CODE, "type", Headers.SOURCE, "foreign/0/7"));
        String request = "{\"stream\":\"events\",\"set\":{\"event.price\":1}}";

        assertThat(json(replay(request)).getInteger("replayed")).isEqualTo(1);
        assertThat(json(replay(request)).getInteger("already_replayed")).isEqualTo(2);

        ConsumerRecord<byte[], byte[]> sent =
                served.kafka.read(served.topic("events"), 1).get(0);
        assertThat(TestKafka.header(sent, Headers.REPLAY_OF)).isEqualTo("foreign/0/7");
        assertThat(TestKafka.header(sent, Headers.CORRELATION_ID)).hasSize(36);
        assertThat(served.kafka.size(served.topic("events"))).isEqualTo(1);
    }

    @Test
    void listsTheNewestByACondition() {
        collect(overpriced(0, 70));
        collect(List.of(Events.invalid(70)));

        JsonObject page = json(served.get("/v1/invalid?stream=events&limit=3&where=code%20%3D%20%27type%27"));
        assertThat(ids(page)).containsExactly("events/0/69", "events/0/68", "events/0/67");
        JsonObject second = json(served.get(
                "/v1/invalid?stream=events&limit=100&where=code%20%3D%20%27type%27&after=" + page.getString("next")));
        assertThat(ids(second)).hasSize(67).startsWith("events/0/66").endsWith("events/0/0");
        assertThat(second.getString("next")).isNull();
        JsonObject newest = json(served.get("/v1/invalid?stream=events&limit=1"))
                .getJsonArray("records")
                .getJsonObject(0);
        assertThat(newest.getString("value")).isEqualTo(Events.invalid(70));
        assertThat(newest.getBoolean("replayed")).isFalse();
        assertThat(newest.getString("correlation_id")).isEqualTo(CORRELATION);
    }

    @Test
    void tellsDashboardsOfWhatWasReplayed() {
        collect(List.of(overpriced(1)));
        try (Messages live = Messages.open(served, "/v1/live")) {
            live.send(new JsonObject().put("follow", "invalid").put("stream", "events"));
            live.next(m -> m.getString("type").equals("invalid")
                    && !m.getJsonArray("records").isEmpty());

            replay("{\"stream\":\"events\",\"set\":{\"event.price\":1}}");

            JsonObject told = live.next(m -> m.getString("type").equals("invalid"))
                    .getJsonArray("records")
                    .getJsonObject(0);
            assertThat(told.getInteger("offset")).isZero();
            assertThat(told.getBoolean("replayed")).isTrue();
        }
    }

    @Test
    void refusesForeignPagesAndRequestsThatAreNone() {
        String valid = "{\"stream\":\"events\"}";
        problem(
                served.post(
                        "/v1/invalid/replay", valid, "Content-Type", "application/json", "Origin", "https://evil.com"),
                403,
                "foreign-origin");
        problem(served.get("/v1/invalid?stream=events", "Origin", "https://evil.com"), 403, "foreign-origin");
        problem(served.post("/v1/invalid/replay", valid, "Content-Type", "text/plain"), 415, "json-only");
        problem(replay("{\"stream\":\"evnts\"}"), 404, "unknown-stream");
        problem(replay("{\"stream\":\"events\",\"were\":\"x\"}"), 400, "bad-request");
        problem(replay("{\"stream\":\"events\",\"limit\":0}"), 400, "bad-request");
        problem(replay("{\"stream\":\"events\",\"after\":\"0:x\"}"), 400, "bad-request");
        problem(replay("{\"stream\":\"events\",\"set\":{\"a..b\":1}}"), 400, "bad-request");
        problem(replay("[]"), 400, "bad-request");
        assertThat(problem(replay("{\"stream\":\"traffic\"}"), 400, "bad-request")
                        .getString("detail"))
                .contains("mend the model");
        assertThat(json(served.get("/v1/invalid?stream=traffic")).getJsonArray("records"))
                .isEmpty();
        collect(List.of(overpriced(1)));
        assertThat(problem(replay("{\"stream\":\"events\",\"where\":\"nonsense\"}"), 400, "bad-condition")
                        .getString("detail"))
                .contains("nonsense");
        problem(served.get("/v1/invalid?stream=nothing"), 404, "unknown-stream");
        problem(served.get("/v1/invalid?stream=events&limit=0"), 400, "bad-request");
    }

    private HttpResponse<byte[]> replay(String request) {
        return post(served, request);
    }

    private static HttpResponse<byte[]> post(Served to, String request) {
        return to.post("/v1/invalid/replay", request, "Content-Type", "application/json");
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("records").stream()
                .map(r -> ((JsonObject) r).getString("id"))
                .toList();
    }

    /** Says an intent and sends the records from..to, as a replay does before it is killed. */
    private void breakOff(long since, long until, int from, int to) {
        Stream stream = served.pipeline.stream("events").orElseThrow();
        KafkaClients clients = new KafkaClients(Served.environment(folder, served.kafka));
        try (ReplayMarks marks = new ReplayMarks(served.pipeline, clients, new Replayed())) {
            marks.open();
            marks.intend(stream, new Intent(Map.of(0, since, 1, since, 2, since), until));
        }
        try (var producer = clients.producer()) {
            await("the topic is known", () -> {
                try {
                    return !producer.partitionsFor(stream.log().topic()).isEmpty();
                } catch (org.apache.kafka.common.KafkaException e) {
                    return false;
                }
            });
            for (int i = from; i < to; i++) {
                var record = new ProducerRecord<byte[], byte[]>(
                        stream.log().topic(),
                        overpriced(i).replace("\"much\"", "1").getBytes(StandardCharsets.UTF_8));
                record.headers()
                        .add(Headers.REPLAY_OF, (stream.invalidTopic() + "/0/" + i).getBytes(StandardCharsets.UTF_8));
                producer.send(record);
            }
            producer.flush();
        }
    }

    private void onceEach(int count) {
        Map<String, Integer> times = new HashMap<>();
        served.kafka
                .read(served.topic("events"), count)
                .forEach(r -> times.merge(TestKafka.header(r, Headers.REPLAY_OF), 1, Integer::sum));
        assertThat(times)
                .hasSize(count)
                .allSatisfy((id, n) -> assertThat(n).as(id).isEqualTo(1));
        assertThat(served.kafka.size(served.topic("events"))).isEqualTo(count);
    }
}
