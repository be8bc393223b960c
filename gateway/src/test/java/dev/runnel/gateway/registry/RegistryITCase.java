package dev.runnel.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.pipeline.Names;
import dev.runnel.gateway.Served;
import dev.runnel.gateway.TestKafka;
import dev.runnel.schema.compatibility.CompatibilityLevel;
import dev.runnel.schema.registry.Entry;
import dev.runnel.schema.registry.EntryJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Every path and error code of the registry's interface, on a real broker. */
class RegistryITCase {
    private static final String V1 = "application/vnd.schemaregistry.v1+json";
    private static final String INT = "\"int\"";
    private static final String LONG = "\"long\"";
    private static final String STRING = "\"string\"";

    @TempDir
    static Path folder;

    private static Served served;
    private String s = "";

    @BeforeAll
    static void start() {
        served = Served.shop(folder);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    /** A subject of its own for each test. */
    @BeforeEach
    void subject(TestInfo test) {
        s = test.getTestMethod().orElseThrow().getName();
    }

    private static Reply call(Served on, String method, String path, Object body) {
        HttpRequest.BodyPublisher publisher = body.equals("")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        HttpRequest.Builder request = on.request("/registry" + path).method(method, publisher);
        HttpResponse<byte[]> response = on.send(body.equals("") ? request : request.header("content-type", V1));
        return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    }

    private static Reply get(String path) {
        return call(served, "GET", path, "");
    }

    private static Reply post(String path, Object body) {
        return call(served, "POST", path, body);
    }

    private static Reply put(String path, String name, String value) {
        return call(served, "PUT", path, new JsonObject().put(name, value));
    }

    private static Reply delete(String path) {
        return call(served, "DELETE", path, "");
    }

    private static JsonObject avro(String schema) {
        return new JsonObject().put("schema", schema);
    }

    private static int register(String subject, String schema) {
        return post("/subjects/" + subject + "/versions", avro(schema)).ok().getInteger("id");
    }

    private record Reply(int status, String text) {
        JsonObject ok() {
            assertThat(status).as(text).isEqualTo(200);
            return new JsonObject(text);
        }

        JsonArray list() {
            assertThat(status).as(text).isEqualTo(200);
            return new JsonArray(text);
        }

        void refused(int code) {
            assertThat(new JsonObject(text).getInteger("error_code")).as(text).isEqualTo(code);
            assertThat(status).isEqualTo(code / 100);
            assertThat(new JsonObject(text).getString("message")).isNotBlank();
        }
    }

    @Test
    void registersAndAnswersByIdVersionAndText() {
        int id = register(s, INT);
        assertThat(register(s, " " + INT)).isEqualTo(id);
        assertThat(get("/schemas/ids/" + id).ok()).isEqualTo(avro(INT));
        assertThat(get("/schemas/ids/" + id + "/schema").text()).isEqualTo(INT);
        assertThat(get("/schemas/ids/" + id + "/subjects").list()).contains(s);
        assertThat(get("/schemas/ids/" + id + "/versions").list())
                .contains(new JsonObject().put("subject", s).put("version", 1));
        JsonObject version = new JsonObject()
                .put("subject", s)
                .put("version", 1)
                .put("id", id)
                .put("schema", INT);
        assertThat(get("/subjects/" + s + "/versions/1").ok()).isEqualTo(version);
        assertThat(get("/subjects/" + s + "/versions/latest").ok()).isEqualTo(version);
        assertThat(get("/subjects/" + s + "/versions/-1").ok()).isEqualTo(version);
        assertThat(get("/subjects/" + s + "/versions/1/schema").text()).isEqualTo(INT);
        assertThat(post("/subjects/" + s, avro(INT)).ok()).isEqualTo(version);
        assertThat(get("/subjects/" + s + "/versions").list()).containsExactly(1);
        assertThat(get("/subjects").list()).contains(s);
        assertThat(get("/subjects?subjectPrefix=" + s).list()).containsExactly(s);
        assertThat(get("/schemas/types").list()).contains("AVRO", "JSON", "PROTOBUF");
        assertThat(get("/").status()).isEqualTo(200);
    }

    @Test
    void theSameSchemaHasOneIdUnderEverySubject() {
        int id = register(s + "-a", "{\"type\":\"fixed\",\"name\":\"F\",\"size\":3}");
        assertThat(register(s + "-b", "{\"type\":\"fixed\", \"name\":\"F\", \"size\":3}"))
                .isEqualTo(id);
        assertThat(register(
                        s + "-b",
                        STRING.replace("string", "bytes")
                                .replace(
                                        "\"bytes\"",
                                        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":3,\"aliases\":[\"G\"]}")))
                .isGreaterThan(id);
    }

    @Test
    void otherTypesAndReferencesAreKept() {
        String json = "{\"type\":\"object\"}";
        JsonObject body = avro(json).put("schemaType", "JSON");
        int id = post("/subjects/" + s + "-json/versions", body).ok().getInteger("id");
        assertThat(get("/schemas/ids/" + id).ok())
                .isEqualTo(new JsonObject().put("schemaType", "JSON").put("schema", json));
        register(s + "-ref", "{\"type\":\"record\",\"name\":\"P\",\"fields\":[]}");
        JsonArray references = new JsonArray()
                .add(new JsonObject()
                        .put("name", "P")
                        .put("subject", s + "-ref")
                        .put("version", 1));
        JsonObject referring = avro("{\"type\":\"array\",\"items\":\"P\"}").put("references", references);
        int user = post("/subjects/" + s + "/versions", referring).ok().getInteger("id");
        assertThat(get("/schemas/ids/" + user).ok().getJsonArray("references")).isEqualTo(references);
        assertThat(get("/subjects/" + s + "-ref/versions/1/referencedby").list())
                .containsExactly(user);
        delete("/subjects/" + s + "-ref").refused(42206);
        delete("/subjects/" + s + "-ref/versions/1").refused(42206);
        String proto = "syntax = \"proto3\"; import \"other.proto\"; message M { O o = 1; }";
        post("/subjects/" + s + "-proto/versions", avro(proto).put("schemaType", "PROTOBUF"))
                .refused(42201);
        String other = "syntax = \"proto3\"; message O { int32 a = 1; }";
        post("/subjects/" + s + "-other/versions", avro(other).put("schemaType", "PROTOBUF"))
                .ok();
        JsonArray imports = new JsonArray()
                .add(new JsonObject()
                        .put("name", "other.proto")
                        .put("subject", s + "-other")
                        .put("version", 1));
        post(
                        "/subjects/" + s + "-proto/versions",
                        avro(proto).put("schemaType", "PROTOBUF").put("references", imports))
                .ok();
    }

    /** A commit is acknowledged before its records can be read as committed. */
    @Test
    void answersFromWhatIsBeingCommitted() throws Exception {
        register(s + "-first", INT);
        Entry level = new Entry.Level(Optional.of(s), Optional.of(CompatibilityLevel.FULL));
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        try (KafkaProducer<byte[], byte[]> other = new KafkaProducer<>(
                Map.of("bootstrap.servers", served.kafka.servers(), "transactional.id", s),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            other.initTransactions();
            other.beginTransaction();
            other.send(new ProducerRecord<>(
                            Names.schemasTopic(served.pipeline.name()), EntryJson.key(level), EntryJson.value(level)))
                    .get();
            later.schedule(other::commitTransaction, 500, TimeUnit.MILLISECONDS);
            assertThat(get("/config/" + s).ok().getString("compatibilityLevel")).isEqualTo("FULL");
        } finally {
            later.shutdownNow();
        }
    }

    @Test
    void normalizedSchemasAreOne() {
        String path = "/subjects/" + s + "/versions?normalize=true";
        int id = post(path, avro("{\"type\":\"object\",\"title\":\"t\"}").put("schemaType", "JSON"))
                .ok()
                .getInteger("id");
        JsonObject turned = avro("{\"title\":\"t\",\"type\":\"object\"}").put("schemaType", "JSON");
        assertThat(post(path, turned).ok().getInteger("id")).isEqualTo(id);
        assertThat(post("/subjects/" + s + "?normalize=true", turned).ok().getInteger("id"))
                .isEqualTo(id);
        post("/subjects/" + s, avro("{\"type\":\"object\",\"title\":\"other\"}").put("schemaType", "JSON"))
                .refused(40403);
    }

    @Test
    void whatIsNotThereIsSaidByItsCode() {
        get("/subjects/" + s + "/versions").refused(40401);
        get("/subjects/" + s + "/versions/1").refused(40401);
        post("/subjects/" + s, avro(INT)).refused(40401);
        delete("/subjects/" + s).refused(40401);
        post("/compatibility/subjects/" + s + "/versions/1", avro(INT)).refused(40401);
        register(s, INT);
        get("/subjects/" + s + "/versions/2").refused(40402);
        delete("/subjects/" + s + "/versions/2").refused(40402);
        post("/compatibility/subjects/" + s + "/versions/2", avro(INT)).refused(40402);
        post("/subjects/" + s, avro(STRING)).refused(40403);
        get("/schemas/ids/999999").refused(40403);
        get("/schemas/ids/x/schema").refused(40403);
        get("/config/" + s).refused(40408);
        delete("/config/" + s).refused(40408);
        get("/mode/" + s).refused(40409);
    }

    @Test
    void nonsenseIsRefusedByItsCode() {
        String versions = "/subjects/" + s + "/versions";
        post(versions, avro("{\"type\":\"recor\"}")).refused(42201);
        post(versions, avro("{")).refused(42201);
        post(versions, new JsonObject()).refused(42201);
        post(versions, "[]").refused(42201);
        post(versions, avro(INT).put("schemaType", "XML")).refused(42201);
        post(versions, avro("{\"type\":\"strin\"}").put("schemaType", "JSON")).refused(42201);
        post(versions, avro("message {").put("schemaType", "PROTOBUF")).refused(42201);
        post(versions, avro("[".repeat(100_000))).refused(42201);
        register(s, INT);
        get(versions + "/0").refused(42202);
        get(versions + "/first").refused(42202);
        put("/config/" + s, "compatibility", "SIDEWAYS").refused(42203);
        put("/mode/" + s, "mode", "SOMETIMES").refused(42204);
        put("/mode/" + s, "mode", "IMPORT").refused(42205);
        assertThat(call(served, "POST", versions, "x".repeat(2 << 20)).status()).isEqualTo(413);
        HttpRequest.Builder plain = served.request("/registry" + versions)
                .header("content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(avro(INT).toString()));
        assertThat(served.send(plain).statusCode()).isEqualTo(415);
        HttpRequest.Builder foreign = served.request("/registry/subjects").header("origin", "https://evil.example");
        assertThat(served.send(foreign.GET()).statusCode()).isEqualTo(403);
    }

    @Test
    void incompatibleSchemasAreRefused() {
        register(s, INT);
        post("/subjects/" + s + "/versions", avro(STRING)).refused(40901);
        register(s, LONG);
        String check = "/compatibility/subjects/" + s + "/versions";
        assertThat(post(check, avro("\"double\"")).ok()).isEqualTo(new JsonObject().put("is_compatible", true));
        assertThat(post(check + "/1", avro(INT)).ok().getBoolean("is_compatible"))
                .isTrue();
        assertThat(post(check + "/latest", avro(INT)).ok().getBoolean("is_compatible"))
                .isFalse();
        JsonObject verbose = post(check + "?verbose=true", avro(STRING)).ok();
        assertThat(verbose.getBoolean("is_compatible")).isFalse();
        assertThat(verbose.getJsonArray("messages")).isNotEmpty();
        put("/config/" + s, "compatibility", "NONE").ok();
        register(s, STRING);
    }

    @Test
    void levelsAreKeptForAllAndForOne() {
        assertThat(get("/config").ok()).isEqualTo(new JsonObject().put("compatibilityLevel", "BACKWARD"));
        assertThat(get("/config/" + s + "?defaultToGlobal=true").ok().getString("compatibilityLevel"))
                .isEqualTo("BACKWARD");
        assertThat(put("/config/" + s, "compatibility", "FULL_TRANSITIVE").ok())
                .isEqualTo(new JsonObject().put("compatibility", "FULL_TRANSITIVE"));
        assertThat(get("/config/" + s).ok().getString("compatibilityLevel")).isEqualTo("FULL_TRANSITIVE");
        assertThat(delete("/config/" + s).ok().getString("compatibilityLevel")).isEqualTo("FULL_TRANSITIVE");
        get("/config/" + s).refused(40408);
        assertThat(put("/config", "compatibility", "FORWARD").ok().getString("compatibility"))
                .isEqualTo("FORWARD");
        assertThat(get("/config").ok().getString("compatibilityLevel")).isEqualTo("FORWARD");
        delete("/config").ok();
        assertThat(get("/config").ok().getString("compatibilityLevel")).isEqualTo("BACKWARD");
    }

    @Test
    void modesAreKept() {
        assertThat(get("/mode").ok()).isEqualTo(new JsonObject().put("mode", "READWRITE"));
        assertThat(put("/mode/" + s, "mode", "READONLY").ok()).isEqualTo(new JsonObject().put("mode", "READONLY"));
        post("/subjects/" + s + "/versions", avro(INT)).refused(42205);
        assertThat(get("/mode/" + s + "?defaultToGlobal=true").ok().getString("mode"))
                .isEqualTo("READONLY");
        assertThat(delete("/mode/" + s).ok().getString("mode")).isEqualTo("READONLY");
        post("/subjects/" + s + "/versions", avro(INT).put("id", 4711)).refused(42205);
        put("/mode/" + s, "mode", "IMPORT").ok();
        JsonObject imported = avro(INT).put("id", 4711).put("version", 7);
        assertThat(post("/subjects/" + s + "/versions", imported).ok().getInteger("id"))
                .isEqualTo(4711);
        assertThat(get("/subjects/" + s + "/versions").list()).containsExactly(7);
        put("/mode/" + s, "mode", "READWRITE").ok();
        assertThat(register(s, "{\"type\":\"long\",\"x\":1}")).isGreaterThan(4711);
    }

    @Test
    void deletingIsSoftFirstAndThenForGood() {
        int id = register(s, INT);
        register(s, LONG);
        delete("/subjects/" + s + "/versions/2?permanent=true").refused(40407);
        assertThat(delete("/subjects/" + s + "/versions/2").text()).isEqualTo("2");
        delete("/subjects/" + s + "/versions/2").refused(40406);
        assertThat(get("/subjects/" + s + "/versions").list()).containsExactly(1);
        assertThat(get("/subjects/" + s + "/versions?deleted=true").list()).containsExactly(1, 2);
        assertThat(delete("/subjects/" + s + "/versions/2?permanent=true").text())
                .isEqualTo("2");
        assertThat(get("/subjects/" + s + "/versions?deleted=true").list()).containsExactly(1);
        delete("/subjects/" + s + "?permanent=true").refused(40405);
        assertThat(delete("/subjects/" + s).list()).containsExactly(1);
        delete("/subjects/" + s).refused(40404);
        get("/subjects/" + s + "/versions").refused(40401);
        assertThat(get("/subjects?subjectPrefix=" + s).list()).isEmpty();
        assertThat(get("/subjects?deleted=true&subjectPrefix=" + s).list()).containsExactly(s);
        assertThat(get("/schemas/ids/" + id).ok()).isEqualTo(avro(INT));
        assertThat(register(s, INT)).isEqualTo(id);
        assertThat(get("/subjects/" + s + "/versions").list()).containsExactly(2);
        delete("/subjects/" + s).list();
        assertThat(delete("/subjects/" + s + "?permanent=true").list()).containsExactly(1, 2);
        delete("/subjects/" + s).refused(40401);
    }

    @Test
    void thoseWhoRegisterAtTheSameTimeGetOneIdAlsoOverTwoGateways() throws Exception {
        try (Served second = Served.start(served.pipeline, served.kafka, settings -> settings)) {
            Served.await("the second is ready", () -> second.get("/readyz").statusCode() == 200);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            Callable<Integer> first =
                    () -> call(served, "POST", "/subjects/" + s + "/versions", avro(INT.replace("int", "boolean")))
                            .ok()
                            .getInteger("id");
            Callable<Integer> other =
                    () -> call(second, "POST", "/subjects/" + s + "/versions", avro("{\"type\":\"boolean\"}"))
                            .ok()
                            .getInteger("id");
            Set<Integer> ids = new HashSet<>();
            for (Future<Integer> id :
                    threads.invokeAll(List.of(first, other, first, other, first, other, first, other))) {
                ids.add(id.get());
            }
            threads.shutdown();
            assertThat(ids).hasSize(1);
            assertThat(call(second, "GET", "/subjects/" + s + "/versions", "").list())
                    .containsExactly(1);
            assertThat(get("/subjects/" + s + "/versions").list()).containsExactly(1);
        }
    }

    @Test
    void everythingIsThereAfterARestart(@TempDir Path own) {
        try (TestKafka kafka = TestKafka.started(own.resolve("kafka"))) {
            Served before = Served.shop(own, kafka, settings -> settings);
            call(before, "POST", "/subjects/a/versions", avro(INT)).ok();
            int gone = call(before, "POST", "/subjects/b/versions", avro(STRING))
                    .ok()
                    .getInteger("id");
            call(before, "PUT", "/config/a", new JsonObject().put("compatibility", "FULL"))
                    .ok();
            call(before, "PUT", "/mode/a", new JsonObject().put("mode", "READONLY"))
                    .ok();
            call(before, "DELETE", "/subjects/b", "").list();
            call(before, "DELETE", "/subjects/b?permanent=true", "").list();
            String subjects = call(before, "GET", "/subjects", "").text();
            before.close();
            kafka.close();
            kafka.start();
            try (Served after = Served.start(before.pipeline, kafka, settings -> settings)) {
                Served.await("it is ready", () -> after.get("/readyz").statusCode() == 200);
                assertThat(call(after, "GET", "/subjects", "").text()).isEqualTo(subjects);
                assertThat(call(after, "GET", "/config/a", "").ok().getString("compatibilityLevel"))
                        .isEqualTo("FULL");
                assertThat(call(after, "GET", "/mode/a", "").ok().getString("mode"))
                        .isEqualTo("READONLY");
                int fresh = call(after, "POST", "/subjects/c/versions", avro(LONG))
                        .ok()
                        .getInteger("id");
                assertThat(fresh).as("an id is never given twice").isGreaterThan(gone);
            }
        }
    }

    @Test
    void theStreamsOfThePipelineAreRegistered() {
        String subject = served.topic("events") + "-value";
        JsonObject version = get("/subjects/" + subject + "/versions/latest").ok();
        assertThat(version.getString("schemaType")).isEqualTo("JSON");
        assertThat(new JsonObject(version.getString("schema")).getString("title"))
                .isEqualTo("events");
    }

    @Test
    void listsSchemasOfManySubjects() {
        int first = register(s + "-a", INT);
        int second = register(s + "-b", STRING);
        put("/config/" + s + "-a", "compatibility", "NONE");
        int third = register(s + "-a", STRING);
        assertThat(third).isEqualTo(second);
        String mine = "/schemas?subjectPrefix=" + s;

        assertThat(get(mine).list())
                .containsExactly(
                        version(s + "-a", 1, first, INT),
                        version(s + "-a", 2, second, STRING),
                        version(s + "-b", 1, second, STRING));
        assertThat(get(mine + "&latestOnly=true").list())
                .containsExactly(version(s + "-a", 2, second, STRING), version(s + "-b", 1, second, STRING));
        assertThat(get(mine + "&offset=1&limit=1").list()).containsExactly(version(s + "-a", 2, second, STRING));
        assertThat(get(mine + "&limit=-1").list()).hasSize(3);

        delete("/subjects/" + s + "-a/versions/2");
        assertThat(get(mine + "&latestOnly=true").list())
                .containsExactly(version(s + "-a", 1, first, INT), version(s + "-b", 1, second, STRING));
        assertThat(get(mine + "&latestOnly=true&deleted=true").list()).contains(version(s + "-a", 2, second, STRING));
        assertThat(get("/schemas?subjectPrefix=nothing-of-the-kind").list()).isEmpty();
    }

    private static JsonObject version(String subject, int version, int id, String schema) {
        return new JsonObject()
                .put("subject", subject)
                .put("version", version)
                .put("id", id)
                .put("schema", schema);
    }

    @Test
    void listsWhatIsSoftlyDeletedByItself() {
        register(s + "-gone", INT);
        register(s + "-half", INT);
        put("/config/" + s + "-half", "compatibility", "NONE");
        register(s + "-half", STRING);
        delete("/subjects/" + s + "-gone");
        delete("/subjects/" + s + "-half/versions/1");
        String mine = "/subjects?subjectPrefix=" + s;

        assertThat(get(mine).list()).containsExactly(s + "-half");
        assertThat(get(mine + "&deleted=true").list()).containsExactly(s + "-gone", s + "-half");
        assertThat(get(mine + "&deletedOnly=true").list()).containsExactly(s + "-gone");
        assertThat(get(mine + "&deleted=true&offset=1").list()).containsExactly(s + "-half");
        assertThat(get("/subjects/" + s + "-half/versions").list()).containsExactly(2);
        assertThat(get("/subjects/" + s + "-half/versions?deletedOnly=true").list())
                .containsExactly(1);
        assertThat(get("/subjects/" + s + "-half/versions?deleted=true&limit=1").list())
                .containsExactly(1);
        get("/subjects/" + s + "-gone/versions").refused(40401);
        assertThat(get("/subjects/" + s + "-gone/versions?deletedOnly=true").list())
                .containsExactly(1);
    }
}
