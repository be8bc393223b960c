package dev.runnel.gateway;

import static dev.runnel.gateway.Served.await;
import static dev.runnel.gateway.Served.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.registry.RegistryClient;
import dev.runnel.schema.registry.SchemaText;
import dev.runnel.schema.wire.Frame;
import dev.runnel.schema.wire.WireReader;
import dev.runnel.schema.wire.WireWriter;
import dev.runnel.schema.wire.WriterSchemas;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs in Avro, Protobuf and JSON Schema, into which another producer writes too. */
class LogFormatsITCase {
    private static final String STREAM =
            """
              NAME:
                source: { http: {} }
                log: { partitions: 1, format: FORMAT }
                key: id
                fields:
                  id:    bigint!
                  price: { type: "decimal(10,2)", min: 0 }
                  at:    { type: timestamp!, path: meta.at }
                  mail:  MAIL
            """;
    private static final String AT = "2026-01-01T00:00:00Z";
    /** Another producer's: one field more. */
    private static final RecordType OTHER = new RecordType(List.of(
            Field.of("id", Primitive.BIGINT, true),
            Field.of("price", new Type.Decimal(10, 2), false),
            Field.of("at", Primitive.TIMESTAMP, true),
            Field.of("mail", Primitive.STRING, false),
            Field.of("campaign", Primitive.STRING, true)));

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // each test starts it
    private Served served;

    /** Serves one stream with such a log, named as its format. */
    private void start(WireFormat format, String name, String mail) {
        Pipeline pipeline =
                Pipelines.read(folder, "name: " + Served.newName() + "\nstreams:\n" + stream(name, format, mail));
        Served.createTopics(pipeline, TestKafka.get());
        serve(pipeline);
    }

    private static String stream(String name, WireFormat format, String mail) {
        return STREAM.replace("NAME", name).replace("FORMAT", format.id()).replace("MAIL", mail);
    }

    private void serve(Pipeline pipeline) {
        served = Served.start(pipeline, TestKafka.get(), settings -> settings);
        await("it is ready", () -> served.get("/readyz").statusCode() == 200);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Stream stream(String name) {
        return served.pipeline.stream(name).orElseThrow();
    }

    private RegistryClient registry() {
        return new RegistryClient(RegistryAddress.open(served.uri("/registry")));
    }

    /** What another producer writes, with a schema of its own. */
    private byte[] foreign(WireFormat format, long id, String price, String mail) throws Exception {
        if (format == WireFormat.JSON_SCHEMA) {
            String json = "{ \"id\":" + id + ", \"price\":" + price + ",\"meta\":{\"at\":\"" + AT + "\"},\"mail\":\""
                    + mail + "\",\"campaign\":\"spring\"}";
            int schema = registry().register("other-json", new SchemaText(SchemaType.JSON, "{\"type\":\"object\"}"));
            return Frame.of(schema, json.getBytes(StandardCharsets.UTF_8));
        }
        WireWriter writer = WireWriter.of(format, "other", "orders", "", OTHER);
        int schema = registry().register("other-" + format.id(), writer.schema());
        return writer.value(schema, new Object[] {id, new BigDecimal(price), Instant.parse(AT), mail, "spring"});
    }

    private JsonObject said(String name, ConsumerRecord<byte[], byte[]> record) throws Exception {
        Stream stream = stream(name);
        WireReader reader = new WireReader(stream.log().format(), stream.contract(), new WriterSchemas(registry()));
        return new JsonObject(new String(reader.json(record.value()), StandardCharsets.UTF_8));
    }

    private JsonObject replay(String stream, String more) {
        return json(served.post(
                "/v1/invalid/replay",
                "{\"stream\":\"" + stream + "\"" + more + "}",
                "Content-Type",
                "application/json"));
    }

    private String records(String stream, int offset, String value) {
        return ",\"records\":"
                + new JsonArray()
                        .add(new JsonObject().put("id", stream + "/0/" + offset).put("value", value));
    }

    private JsonObject invalid(String stream, int offset) {
        return json(served.get("/v1/invalid?stream=" + stream + "&after=0:" + offset + "-" + (offset + 1)))
                .getJsonArray("records")
                .getJsonObject(0);
    }

    private void refused(String stream, byte[] value) {
        served.kafka.write(served.invalidTopic(stream), value, Map.of(Headers.STAGE, "decode", Headers.CODE, "min"));
    }

    private List<ConsumerRecord<byte[], byte[]>> log(String stream, int size) {
        return served.kafka.read(served.topic(stream), size);
    }

    private static double price(JsonObject record) {
        return Double.parseDouble(record.getValue("price").toString());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"JSON"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatWasRefusedBehindTheLogComesBackInItsFormat(WireFormat format) throws Exception {
        String stream = format.id();
        start(format, stream, "string");
        byte[] good = foreign(format, 1, "5.00", "jo@x.org");
        byte[] bad = foreign(format, 2, "-5.00", "jo@x.org");
        refused(stream, good);
        refused(stream, bad);
        refused(stream, Frame.of(4711, new byte[] {7, 7}));

        JsonObject same = replay(stream, "");
        assertThat(same.getInteger("replayed")).as(same.encode()).isEqualTo(1);
        assertThat(same.getInteger("still_invalid")).isEqualTo(2);
        assertThat(same.getJsonArray("results").getJsonObject(1).getString("code"))
                .isEqualTo("min");
        assertThat(same.getJsonArray("results").getJsonObject(2).getString("code"))
                .isEqualTo(format == WireFormat.JSON_SCHEMA ? "syntax" : "unknown_schema");
        ConsumerRecord<byte[], byte[]> sent = log(stream, 1).get(0);
        assertThat(sent.value()).isEqualTo(good);
        assertThat(sent.key()).isEqualTo(new byte[] {'1'});
        assertThat(TestKafka.header(sent, Headers.SCHEMA_ID)).isEqualTo(String.valueOf(Frame.id(good)));
        assertThat(TestKafka.header(sent, Headers.CONTRACT))
                .isEqualTo(stream(stream).contract().schemaId());

        String set = ",\"set\":{\"price\":2.5,\"at\":\"2026-02-01T00:00:00Z\"}";
        JsonObject dry = replay(stream, set + ",\"dry_run\":true");
        assertThat(dry.getJsonArray("results").getJsonObject(1).getString("value"))
                .contains("2.5", "spring");
        JsonObject mended = replay(stream, set);
        assertThat(mended.getInteger("replayed")).as(mended.encode()).isEqualTo(1);
        assertThat(mended.getInteger("not_mended")).isEqualTo(1);
        ConsumerRecord<byte[], byte[]> second = log(stream, 2).get(1);
        assertThat(String.valueOf(Frame.id(second.value())))
                .isEqualTo(TestKafka.header(second, Headers.SCHEMA_ID))
                .isNotEqualTo(String.valueOf(Frame.id(bad)));
        assertThat(price(said(stream, second))).isEqualTo(2.5);
        assertThat(said(stream, second).encode()).contains("2026-02-01T00:00:00Z", "jo@x.org");
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "JSON_SCHEMA"})
    void whatWasRefusedWhenPostedIsWrittenInTheLogsFormat(WireFormat format) throws Exception {
        String stream = format.id();
        start(format, stream, "string");
        String json = "{\"id\":3,\"price\":-1,\"meta\":{\"at\":\"" + AT + "\"}}";
        served.post("/v1/streams/" + stream, json);
        served.post("/v1/streams/" + stream, json.replace("3", "4"));
        assertThat(invalid(stream, 0).getString("value")).isEqualTo(json);
        assertThat(invalid(stream, 0).getString("decoded")).isNull();

        JsonObject edited =
                replay(stream, records(stream, 1, json.replace("3", "4").replace("-1", "7")));
        assertThat(edited.getInteger("replayed")).as(edited.encode()).isEqualTo(1);
        JsonObject mended = replay(stream, ",\"set\":{\"price\":3,\"at\":\"2026-02-01T00:00:00Z\"}");

        assertThat(mended.getInteger("replayed")).as(mended.encode()).isEqualTo(1);
        List<ConsumerRecord<byte[], byte[]>> log = log(stream, 2);
        assertThat(log).allMatch(record -> Frame.isFramed(record.value()));
        assertThat(price(said(stream, log.get(0)))).isEqualTo(7);
        assertThat(price(said(stream, log.get(1)))).isEqualTo(3);
        assertThat(said(stream, log.get(1)).encode()).contains("2026-02-01T00:00:00Z");
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PROTOBUF"})
    void aRecordIsEditedAsTheJsonThatItSays(WireFormat format) throws Exception {
        String stream = format.id();
        start(format, stream, "string");
        byte[] good = foreign(format, 1, "5.00", "jo@x.org");
        refused(stream, good);
        refused(stream, foreign(format, 2, "-5.00", "jo@x.org"));
        String shown = invalid(stream, 0).getString("decoded");
        assertThat(new JsonObject(shown).getString("campaign")).isEqualTo("spring");
        JsonObject second = new JsonObject(invalid(stream, 1).getString("decoded"));

        assertThat(replay(stream, records(stream, 0, shown)).getInteger("replayed"))
                .isEqualTo(1);
        JsonObject changed =
                replay(stream, records(stream, 1, second.put("price", 9).encode()));

        assertThat(changed.getInteger("replayed")).as(changed.encode()).isEqualTo(1);
        List<ConsumerRecord<byte[], byte[]>> log = log(stream, 2);
        assertThat(log.get(0).value()).isEqualTo(good);
        assertThat(price(said(stream, log.get(1)))).isEqualTo(9);
        assertThat(said(stream, log.get(1)).encode()).contains(AT);
    }

    @Test
    void personalDataAreTakenOutOfWhatIsReplayed() throws Exception {
        start(WireFormat.AVRO, "secret", "{ type: string, pii: mask }");
        refused("secret", foreign(WireFormat.AVRO, 1, "5.00", "jo@x.org"));
        refused("secret", foreign(WireFormat.AVRO, 2, "-5.00", "jo@x.org"));

        assertThat(replay("secret", "").getInteger("replayed")).isEqualTo(1);
        assertThat(replay("secret", ",\"set\":{\"price\":1,\"mail\":\"ann@x.org\"}")
                        .getInteger("replayed"))
                .isEqualTo(1);

        for (ConsumerRecord<byte[], byte[]> record : log("secret", 2)) {
            assertThat(said("secret", record).getString("mail")).isEqualTo("***@x.org");
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"JSON"},
            mode = EnumSource.Mode.EXCLUDE)
    void fieldsThatOnlyTheWriterNamesAreCountedAndRecordsShownAsJson(WireFormat format) throws Exception {
        String stream = format.id();
        start(format, stream, "string");
        try (Messages live = Messages.open(served, "/v1/live")) {
            follow(live, stream);
            served.kafka.write(served.topic(stream), foreign(format, 1, "5.00", "jo@x.org"), Map.of());
            JsonObject record = foreignOne(live);
            assertThat(new JsonObject(record.getString("value")).getString("campaign"))
                    .isEqualTo("spring");
            assertThat(record.getString("key")).isEqualTo("key");
            served.kafka.write(served.topic(stream), Frame.of(4711, "zzz".getBytes(StandardCharsets.UTF_8)), Map.of());
            assertThat(foreignOne(live).getString("value")).contains("zzz");
        }
        served.kafka.write(served.topic(stream), foreign(format, 2, "-5.00", "jo@x.org"), Map.of());
        await("both are counted", () -> drift(stream).getInteger("count", 0) == 2);
        JsonObject field = drift(stream);
        assertThat(field.getString("path")).isEqualTo("campaign");
        assertThat(field.getString("yaml")).isEqualTo("campaign: string");
        assertThat(field.getString("sample")).isEqualTo("\"spring\"");
        assertThat(Served.text(served.get("/metrics")))
                .contains("runnel_unknown_field_records_total{stream=\"" + stream + "\"} 1.0")
                .contains("runnel_unknown_fields_total{stream=\"" + stream + "\"} 2.0");

        Pipeline pipeline = served.pipeline;
        served.close();
        serve(pipeline);
        served.kafka.write(served.topic(stream), foreign(format, 3, "5.00", "jo@x.org"), Map.of());
        await("the third is counted, and no other again", () -> drift(stream).getInteger("count", 0) == 3);
    }

    @Test
    void noPersonalDataAreShownOfForeignRecords() throws Exception {
        start(WireFormat.AVRO, "secret", "{ type: string, pii: mask }");
        try (Messages live = Messages.open(served, "/v1/live")) {
            follow(live, "secret");
            served.kafka.write(served.topic("secret"), foreign(WireFormat.AVRO, 1, "5.00", "jo@x.org"), Map.of());
            JsonObject record = foreignOne(live);
            assertThat(new JsonObject(record.getString("value")).getString("mail"))
                    .isEqualTo("***@x.org");
            assertThat(record.getString("key")).isNull();
            served.kafka.write(
                    served.topic("secret"), Frame.of(4711, "jo@x.org".getBytes(StandardCharsets.UTF_8)), Map.of());
            assertThat(foreignOne(live).getString("value")).hasSize(13).doesNotContain("jo");
        }
        await("it is counted", () -> drift("secret").getInteger("count", 0) == 1);
        assertThat(drift("secret").getString("sample")).isNull();
    }

    /** Where the tail begins is decided a moment later, so records are posted until one is seen. */
    private void follow(Messages live, String stream) {
        live.send(new JsonObject().put("follow", "tail").put("stream", stream));
        AtomicBoolean seen = new AtomicBoolean();
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            for (int id = 100; id < 200 && !seen.get(); id++) {
                served.post("/v1/streams/" + stream, "{\"id\":" + id + ",\"meta\":{\"at\":\"" + AT + "\"}}");
            }
        });
        JsonObject posted = live.next("tail").getJsonArray("records").getJsonObject(0);
        seen.set(true);
        sender.join();
        assertThat(new JsonObject(posted.getString("value")).getLong("id")).isGreaterThanOrEqualTo(100);
    }

    /** The first record that another producer wrote from now on. */
    private static JsonObject foreignOne(Messages live) {
        while (true) {
            for (Object each : live.next("tail").getJsonArray("records")) {
                JsonObject record = (JsonObject) each;
                if (record.getString("correlation_id") == null) {
                    return record;
                }
            }
        }
    }

    private JsonObject drift(String stream) {
        JsonArray fields = json(served.get("/v1/streams/" + stream + "/drift")).getJsonArray("fields");
        return fields.isEmpty() ? new JsonObject() : fields.getJsonObject(0);
    }
}
