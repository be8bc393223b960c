package dev.runnel.gateway.live;

import static dev.runnel.gateway.Served.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.Degraded;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.gateway.Events;
import dev.runnel.gateway.Messages;
import dev.runnel.gateway.Pipelines;
import dev.runnel.gateway.Served;
import dev.runnel.gateway.TestKafka;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveITCase {
    @TempDir
    Path folder;

    private volatile List<JobStatus> jobs = List.of();
    private volatile Map<String, List<String>> inputs = Map.of();
    private Served served;

    @BeforeEach
    void start() {
        JobMonitor monitor = () -> jobs;
        served = Served.shop(folder, TestKafka.get(), settings -> settings.show(monitor, () -> inputs));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Messages open() {
        return Messages.open(served, "/v1/live");
    }

    @Test
    void tellsOfTheInvalidRowsOfModels() {
        String topic = Names.modelInvalidTopic(served.pipeline.name(), "traffic");
        String job = Names.modelJob(served.pipeline.name(), "traffic");
        jobs = List.of(new JobStatus(job, State.RUNNING, Optional.empty(), Map.of(JobMonitor.warned("traffic"), 5L)));
        served.kafka.create(topic, 1);
        served.kafka.write(
                topic,
                List.of(Map.entry("k", "{\"type\":\"x\"}"), Map.entry("k", "{\"type\":\"y\"}")),
                Map.of(Headers.STAGE, "expect", Headers.CODE, "expect", Headers.STREAM, "traffic"));
        try (Messages live = open()) {
            live.send(new JsonObject().put("follow", "invalid").put("stream", "traffic"));
            JsonObject model = live.next(m -> m.getString("type").equals("tick")
                            && m.getJsonObject("models")
                                            .getJsonObject("traffic")
                                            .getInteger("invalid")
                                    == 2
                            && !m.getJsonObject("models")
                                    .getJsonObject("traffic")
                                    .getJsonObject("invalid_by_code")
                                    .isEmpty())
                    .getJsonObject("models")
                    .getJsonObject("traffic");
            assertThat(model.getJsonObject("invalid_by_code")).isEqualTo(new JsonObject().put("expect", 2));
            assertThat(model.getJsonObject("invalid_by_stage")).isEqualTo(new JsonObject().put("expect", 2));
            assertThat(model.getInteger("warned")).isEqualTo(5);
        }
        JsonArray newest = new JsonArray(
                Buffer.buffer(served.get("/v1/models/traffic/invalid?limit=1").body()));
        assertThat(newest.getJsonObject(0).getString("value")).isEqualTo("{\"type\":\"y\"}");
        assertThat(served.get("/v1/models/trafic/invalid").statusCode()).isEqualTo(404);
        assertThat(new String(served.get("/metrics").body(), StandardCharsets.UTF_8))
                .contains("runnel_model_rows_total{model=\"traffic\",outcome=\"invalid\"} 2.0")
                .contains("runnel_model_rows_total{model=\"traffic\",outcome=\"warned\"} 5.0");
    }

    @Test
    void beginsWithThePipeline() {
        try (Messages live = open()) {
            JsonObject snapshot = live.next();

            assertThat(snapshot.getString("type")).isEqualTo("snapshot");
            JsonObject pipeline = snapshot.getJsonObject("pipeline");
            assertThat(pipeline.getString("name")).isEqualTo(served.pipeline.name());
            assertThat(ids(pipeline))
                    .contains(
                            "source:events",
                            "stream:events",
                            "invalid:events",
                            "destination:events/lake/0",
                            "model:traffic",
                            "destination:traffic/view/0");
            assertThat(node(pipeline, "source:events").getString("detail")).isEqualTo("POST /collect");
            assertThat(node(pipeline, "destination:events/lake/0").getString("detail"))
                    .isEqualTo("events-table, parquet");
            JsonObject stream = pipeline.getJsonArray("streams").getJsonObject(0);
            assertThat(stream.getString("key")).isEqualTo("id");
            assertThat(stream.getJsonArray("paths").getList()).containsExactly("/collect", "/v1/streams/events");
            assertThat(stream.getJsonArray("sockets").getList()).containsExactly("/v1/streams/events/ws");
            assertThat(stream.getJsonArray("fields").stream()
                            .map(f -> ((JsonObject) f).getString("path"))
                            .toList())
                    .containsExactly("id", "type", "package_id", "event", "event.ip", "event.timestamp", "event.price");
            assertThat(stream.getJsonArray("fields")
                            .getJsonObject(1)
                            .getJsonArray("rules")
                            .getList())
                    .containsExactly("one of click, view, purchase");
            JsonObject view = pipeline.getJsonArray("views").getJsonObject(0);
            assertThat(view.getString("path")).isEqualTo("/stats");
            assertThat(view.getString("websocket")).isEqualTo("/ws/stream");
            assertThat(view.getJsonObject("chart").getString("by")).isEqualTo("type");
            JsonObject tick = snapshot.getJsonObject("tick");
            assertThat(tick.getJsonObject("totals").getJsonObject("history").fieldNames())
                    .containsExactlyInAnyOrder("accepted_per_s", "invalid_per_s", "latency_ms", "lag");
            assertThat(Served.json(served.get("/v1/pipeline")).getString("name"))
                    .isEqualTo(served.pipeline.name());
        }
    }

    @Test
    void countsWhatIsAcceptedInvalidAndLandedAndMeasuresLagAndLatency() {
        String job = Names.landingJob(served.pipeline.name(), "events");
        try (Messages live = open()) {
            served.post("/collect", Events.array(Events.valid(0, 50)));
            served.post("/collect", Events.array(List.of(Events.invalid(1), Events.invalid(2))));

            JsonObject tick = live.next(m -> m.getString("type").equals("tick") && accepted(m) == 50 && byCode(m) == 2);
            JsonObject stream = tick.getJsonObject("streams").getJsonObject("events");
            assertThat(stream.getLong("invalid")).isEqualTo(2);
            assertThat(stream.getLong("landed")).isZero();
            assertThat(stream.getLong("lag")).isEqualTo(50);
            assertThat(stream.getJsonObject("invalid_by_code").getMap()).isEqualTo(Map.of("one_of", 2));
            assertThat(tick.getJsonObject("totals").getLong("lag")).isEqualTo(50);
            assertThat(tick.getJsonObject("totals").containsKey("history")).isFalse();

            for (int partition = 0; partition < 3; partition++) {
                served.kafka.commit(Names.group(job), served.topic("events"), partition, partition == 0 ? 3 : 0);
            }
            JsonObject landed = live.next(m -> m.getString("type").equals("tick")
                    && Long.valueOf(3)
                            .equals(m.getJsonObject("streams")
                                    .getJsonObject("events")
                                    .getLong("landed")));
            assertThat(landed.getJsonObject("nodes")
                            .getJsonObject("destination:events/lake/0")
                            .getLong("lag"))
                    .isEqualTo(47);
            await("the lag is a metric", () -> Served.text(served.get("/metrics"))
                    .contains("runnel_lag_records{job=\"" + job + "\",stream=\"events\"} 47.0"));

            AtomicReference<Double> latency = new AtomicReference<>();
            await("a latency", () -> {
                served.post("/collect", Events.valid(1));
                latency.set(live.next("tick").getJsonObject("totals").getDouble("latency_ms"));
                return latency.get() != null;
            });
            assertThat(latency.get()).isBetween(0.0, 2_000.0);
        }
    }

    @Test
    void showsRatesAndTheirHistory() {
        try (Messages live = open()) {
            live.next("tick");
            served.post("/collect", Events.array(Events.valid(0, 30)));
            JsonObject tick = live.next(m -> m.getString("type").equals("tick")
                    && m.getJsonObject("totals").getDouble("accepted_per_s") > 0);
            assertThat(tick.getJsonObject("nodes")
                            .getJsonObject("stream:events")
                            .getString("state"))
                    .isEqualTo("ok");
            assertThat(tick.getJsonObject("nodes").getJsonObject("stream:plain").getString("state"))
                    .isEqualTo("idle");
            try (Messages later = open()) {
                JsonObject seen = later.next("snapshot").getJsonObject("tick");
                List<?> history = seen.getJsonObject("totals")
                        .getJsonObject("history")
                        .getJsonArray("accepted_per_s")
                        .getList();
                assertThat(history).hasSizeLessThanOrEqualTo(60).anyMatch(v -> ((Number) v).doubleValue() > 0);
            }
        }
    }

    @Test
    void showsFailuresWithWhatMendsThemAndTheLineageWhenItIsKnown() {
        try (Messages live = open()) {
            JsonArray edges = live.next("snapshot").getJsonObject("pipeline").getJsonArray("edges");
            assertThat(edges.encode()).doesNotContain("\"to\":\"model:traffic\"");

            inputs = Map.of("traffic", List.of("events"));
            JsonArray redrawn = live.next("snapshot").getJsonObject("pipeline").getJsonArray("edges");
            assertThat(redrawn.encode()).contains("{\"from\":\"stream:events\",\"to\":\"model:traffic\"}");

            String job = Names.modelJob(served.pipeline.name(), "traffic");
            jobs = List.of(new JobStatus(job, State.FAILED, Optional.of("column 'x' is not there")));
            JsonObject tick = live.next(m -> m.getString("type").equals("tick")
                    && !m.getJsonArray("problems").isEmpty());
            JsonObject problem = tick.getJsonArray("problems").getJsonObject(0);
            assertThat(problem.getString("node")).isEqualTo("model:traffic");
            assertThat(problem.getString("severity")).isEqualTo("error");
            assertThat(problem.getString("message")).contains("column 'x' is not there");
            assertThat(problem.getString("action")).isNotBlank();
            JsonObject node = tick.getJsonObject("nodes").getJsonObject("model:traffic");
            assertThat(node.getString("state")).isEqualTo("failed");
            assertThat(node.getString("why")).contains("column 'x' is not there");
        }
    }

    @Test
    void readyzNamesTheSourcesThatGiveNothingAndStaysReady() {
        String name = Served.newName();
        Pipeline pipeline = Pipelines.read(
                folder.resolve("fetched"),
                "name: " + name + "\nstreams:\n  users: { source: { fetched: {} }, fields: { id: int } }\n");
        Served.createTopics(pipeline, TestKafka.get());
        JobMonitor monitor = () -> jobs;
        try (Served fetched = Served.start(pipeline, TestKafka.get(), s -> s.show(monitor, Map::of))) {
            await("it is ready", () -> fetched.get("/readyz").statusCode() == 200);
            assertThat(Served.text(fetched.get("/readyz"))).isEqualTo("{\"status\":\"OK\"}");

            Instant since = Instant.parse("2026-11-20T10:00:00Z");
            Degraded degraded = new Degraded("it answers 429", since, Optional.of(since.plusSeconds(60)));
            String job = Names.collectJob(name, "users");
            jobs = List.of(new JobStatus(job, State.RUNNING, Optional.empty(), Map.of(), Optional.of(degraded)));
            await("the trouble", () -> Served.text(fetched.get("/readyz"))
                    .equals(
                            "{\"status\":\"degraded\",\"degraded\":[{\"stream\":\"users\",\"message\":\"it answers 429\","
                                    + "\"since\":\"2026-11-20T10:00:00Z\",\"next_try\":\"2026-11-20T10:01:00Z\"}]}"));
            assertThat(fetched.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(Served.text(fetched.get("/metrics"))).contains("runnel_source_degraded{stream=\"users\"} 1.0");

            jobs = List.of(new JobStatus(job, State.RUNNING, Optional.empty()));
            await("it is over", () -> Served.text(fetched.get("/readyz")).equals("{\"status\":\"OK\"}"));
        }
    }

    @Test
    void tailsAStreamWhileItIsFollowed() {
        served.post("/collect", Events.valid(1));
        try (Messages live = open()) {
            live.send(new JsonObject().put("follow", "tail").put("stream", "events"));
            // Where the tail begins is decided a moment later, so records are sent until one is seen.
            AtomicBoolean seen = new AtomicBoolean();
            Thread sender = new Thread(() -> {
                for (int id = 100; id < 160 && !seen.get(); id++) {
                    served.post("/collect", Events.valid(id));
                }
            });
            sender.start();
            JsonObject first = live.next("tail");
            seen.set(true);
            JsonObject record = first.getJsonArray("records").getJsonObject(0);
            int id = Integer.parseInt(record.getString("key"));
            assertThat(id).isGreaterThanOrEqualTo(100);
            assertThat(record.getString("value")).isEqualTo(Events.valid(id));
            assertThat(record.getLong("received_at")).isPositive();
            assertThat(record.getString("correlation_id")).hasSize(36);
            join(sender);

            served.post("/collect", Events.array(Events.valid(1_000, 1_500)));
            long shown = 0;
            long skipped = 0;
            while (shown + skipped < 500) {
                JsonObject message = live.next("tail");
                assertThat(message.getJsonArray("records").size()).isLessThanOrEqualTo(20);
                shown += message.getJsonArray("records").size();
                skipped += message.getLong("skipped");
            }
            assertThat(skipped).isPositive();

            served.kafka.write(
                    served.topic("events"), List.of(new SimpleEntry<>("file/1", null)), Map.of(Headers.ROW, "file/1"));
            JsonObject gone = live.next("tail").getJsonArray("records").getJsonObject(0);
            assertThat(gone.getString("key")).isEqualTo("file/1");
            assertThat(gone.getBoolean("gone")).isTrue();

            live.send(new JsonObject().put("unfollow", "tail").put("stream", "events"));
            live.send(new JsonObject().put("follow", "tail").put("stream", "nothing"));
            assertThat(live.next("error").getString("message")).contains("nothing");
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void showsTheNewestInvalidRecordsAndThenNewOnes() {
        List<String> many = IntStream.range(0, 60).mapToObj(Events::invalid).toList();
        served.post("/collect", Events.array(many));
        await("sixty of them", () -> invalid("?limit=100").size() == 60);
        assertThat(invalid("")).hasSize(50);
        JsonObject newest = invalid("?limit=1").getJsonObject(0);
        assertThat(newest.getString("code")).isEqualTo("one_of");
        assertThat(newest.getString("stage")).isEqualTo("collect");
        assertThat(newest.getString("field")).isEqualTo("type");
        assertThat(newest.getString("value")).isEqualTo(Events.invalid(59));
        Served.problem(served.get("/v1/streams/evens/invalid"), 404, "unknown-stream");
        Served.problem(served.get("/v1/streams/events/invalid?limit=x"), 400, "bad-limit");

        try (Messages live = open()) {
            live.send(new JsonObject().put("follow", "invalid").put("stream", "events"));
            assertThat(live.next("invalid").getJsonArray("records")).hasSize(50);
            served.post("/collect", Events.invalid(777));
            JsonArray next = live.next("invalid").getJsonArray("records");
            assertThat(next).hasSize(1);
            assertThat(next.getJsonObject(0).getString("value")).isEqualTo(Events.invalid(777));
        }
    }

    private JsonArray invalid(String query) {
        return new JsonArray(Served.text(served.get("/v1/streams/events/invalid" + query)));
    }

    @Test
    void followsAView() {
        String topic = Names.viewTopic(served.pipeline.name(), "traffic");
        served.kafka.createCompacted(topic);
        served.kafka.write(topic, List.of(new SimpleEntry<>("{\"minute\":1}", "{\"minute\":1,\"events\":5}")));
        await("a row", () -> Served.text(served.get("/stats")).contains("\"events\":5"));
        try (Messages live = open()) {
            live.send(new JsonObject().put("follow", "view").put("model", "traffic"));
            JsonObject view = live.next("view");
            assertThat(view.getString("model")).isEqualTo("traffic");
            assertThat(view.getJsonArray("rows")).hasSize(1);
            served.kafka.write(topic, List.of(new SimpleEntry<>("{\"minute\":2}", "{\"minute\":2,\"events\":6}")));
            assertThat(live.next("view_change")
                            .getJsonArray("upserts")
                            .getJsonObject(0)
                            .getInteger("events"))
                    .isEqualTo(6);
        }
    }

    private static long accepted(JsonObject tick) {
        return tick.getJsonObject("streams").getJsonObject("events").getLong("accepted");
    }

    private static long byCode(JsonObject tick) {
        return tick.getJsonObject("streams")
                .getJsonObject("events")
                .getJsonObject("invalid_by_code")
                .getLong("one_of", 0L);
    }

    private static List<String> ids(JsonObject pipeline) {
        return pipeline.getJsonArray("nodes").stream()
                .map(n -> ((JsonObject) n).getString("id"))
                .toList();
    }

    private static JsonObject node(JsonObject pipeline, String id) {
        return pipeline.getJsonArray("nodes").stream()
                .map(n -> (JsonObject) n)
                .filter(n -> n.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }
}
