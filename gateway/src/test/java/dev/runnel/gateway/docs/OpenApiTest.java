package dev.runnel.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.codec.BodyReader;
import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.MalformedJsonException;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.Pipelines;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
    private static final String EVERYTHING =
            """
            name: everything
            streams:
              all:
                source: { http: { path: [/in, /also] } }
                unknown_fields: reject
                fields:
                  a: boolean!
                  b: { type: int!, min: 5, max: 7 }
                  c: { type: bigint, one_of: [3, 4] }
                  d: { type: "decimal(20,4)!", max: 0.5 }
                  e: { type: double!, min: -2, max: -1 }
                  f: { type: string!, min_length: 9, max_length: 9 }
                  g: { type: string!, max_length: 2 }
                  h: { type: string!, format: email }
                  i: { type: string!, format: uuid }
                  j: { type: string!, format: uri }
                  k: { type: timestamp!, format: epoch_millis }
                  l: bytes!
                  m: date!
                  n: time!
                  o: json!
                  p: { type: list<string>!, min_length: 3 }
                  q: map<int>!
                  r: { type: string!, path: login.uuid }
                  s: { type: row!, fields: { t: { type: string!, path: login.name }, u: { type: int, default: 4 } } }
              patterned:
                source: { http: {} }
                fields: { code: { type: string!, pattern: "[A-Z]{2}[0-9]+" } }
            """;

    private static final String PEOPLE =
            """
            name: people
            streams:
              people:
                source: { http: {} }
                invalid: { stop_after: 5 of 10 }
                fields:
                  id:      bigint!
                  mail:    { type: string, path: user.mail, pii: mask, description: Where they are written to }
                  friends: { type: list<row>, fields: { city: string, born: { type: date, pii: drop } } }
            """;

    @TempDir
    Path folder;

    @Test
    void isValidOpenApi() {
        Pipeline people = Pipelines.read(folder.resolve("people"), PEOPLE);
        for (Pipeline pipeline : List.of(shop(), everything(), people)) {
            SwaggerParseResult parsed =
                    new OpenAPIV3Parser().readContents(OpenApi.of(pipeline).encode());
            assertThat(parsed.getMessages()).isEmpty();
            assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
        }
    }

    @Test
    void namesTheGroupsThatCanBeSentToByWebSocket() {
        JsonObject operation =
                OpenApi.of(shop()).getJsonObject("paths").getJsonObject("/ws").getJsonObject("get");
        JsonObject group = operation.getJsonArray("parameters").getJsonObject(0);
        assertThat(group.getString("name")).isEqualTo("ocs_group");
        assertThat(group.getJsonObject("schema").getJsonArray("enum").getList()).containsExactly("events", "plain");
        assertThat(operation.getString("description")).contains("\"status\":\"refused\"");
    }

    @Test
    void describesEveryAddressOfThePipeline() {
        JsonObject paths = OpenApi.of(shop()).getJsonObject("paths");
        assertThat(paths.fieldNames())
                .contains(
                        "/collect",
                        "/ping",
                        "/v1/streams/events",
                        "/v1/streams/plain",
                        "/v1/streams/events/ws",
                        "/ws",
                        "/v1/streams/events/invalid",
                        "/v1/models/traffic/invalid",
                        "/v1/invalid",
                        "/v1/invalid/replay",
                        "/stats",
                        "/ws/stream",
                        "/v1/views/traffic",
                        "/v1/query",
                        "/metrics");
        JsonObject post = paths.getJsonObject("/collect").getJsonObject("post");
        assertThat(post.getJsonObject("responses").fieldNames()).contains("200", "400", "413", "503");
        assertThat(post.getJsonObject("requestBody").getJsonObject("content").fieldNames())
                .containsExactlyInAnyOrder("application/json", "application/x-ndjson");
    }

    @Test
    void givesExamplesThatAreValid() throws MalformedJsonException {
        Pipeline pipeline = everything();
        JsonObject example = example(pipeline, "all");
        assertThat(example.getJsonObject("login").fieldNames()).containsExactlyInAnyOrder("uuid", "name");
        assertValid(pipeline.stream("all").orElseThrow().contract(), example);
        assertValid(shop().stream("events").orElseThrow().contract(), example(shop(), "events"));
        assertThat(schema(pipeline, "patterned").containsKey("examples"))
                .as("better none than one that is refused")
                .isFalse();
    }

    @Test
    void writesTheContractAsASchema() {
        JsonObject events = schema(shop(), "events");
        assertThat(events.getJsonArray("required").getList()).containsExactly("id", "type", "package_id", "event");
        JsonObject properties = events.getJsonObject("properties");
        assertThat(properties.getJsonObject("type").getJsonArray("enum").getList())
                .containsExactly("click", "view", "purchase");
        JsonObject price =
                properties.getJsonObject("event").getJsonObject("properties").getJsonObject("price");
        assertThat(price.getJsonArray("type")).isEqualTo(new JsonArray(List.of("number", "null")));
        assertThat(price.getValue("minimum").toString()).isEqualTo("0");
        JsonObject all = schema(everything(), "all");
        assertThat(all.getBoolean("additionalProperties")).isFalse();
        assertThat(all.getJsonObject("properties")
                        .getJsonObject("login")
                        .getJsonArray("required")
                        .getList())
                .contains("uuid");
    }

    @Test
    void saysWhatBecomesOfPersonalData() {
        JsonObject people = schema(Pipelines.read(folder.resolve("people"), PEOPLE), "people");
        JsonObject user = properties(properties(people).getJsonObject("user"));
        assertThat(user.getJsonObject("mail").getString("x-pii")).isEqualTo("mask");
        assertThat(user.getJsonObject("mail").getString("description"))
                .isEqualTo("Where they are written to\n\nPersonal data: it is masked before it is written.");
        JsonObject friend =
                properties(properties(people).getJsonObject("friends").getJsonObject("items"));
        assertThat(friend.getJsonObject("born").getString("x-pii")).isEqualTo("drop");
        assertThat(friend.getJsonObject("city").fieldNames()).doesNotContain("x-pii", "description");
        assertThat(properties(people).getJsonObject("id").fieldNames()).doesNotContain("x-pii");
    }

    private static JsonObject properties(JsonObject schema) {
        return schema.getJsonObject("properties");
    }

    @Test
    void namesTheWayToResumeAStreamThatStops() {
        Pipeline people = Pipelines.read(folder.resolve("people"), PEOPLE);
        JsonObject paths = OpenApi.of(people).getJsonObject("paths");
        assertThat(paths.fieldNames()).contains("/v1/streams/people/resume", "/v1/streams/people/drift");
        assertThat(paths.getJsonObject("/v1/streams/people/resume")
                        .getJsonObject("post")
                        .getJsonObject("responses")
                        .fieldNames())
                .contains("204");
        assertThat(OpenApi.of(shop()).getJsonObject("paths").fieldNames()).doesNotContain("/v1/streams/events/resume");
    }

    private static void assertValid(Contract contract, JsonObject example) throws MalformedJsonException {
        RecordDecoder decoder = RecordDecoder.of(contract);
        byte[] body = example.encode().getBytes(StandardCharsets.UTF_8);
        DecodedRecord record = decoder.newRecord();
        assertThat(new BodyReader(decoder, body, 0, body.length, BodyReader.Framing.JSON).next(record))
                .isTrue();
        assertThat(record.violations()).isEmpty();
        assertThat(record.hasUnknownFields()).isFalse();
    }

    private static JsonObject schema(Pipeline pipeline, String stream) {
        return OpenApi.of(pipeline)
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(stream);
    }

    private static JsonObject example(Pipeline pipeline, String stream) {
        return Objects.requireNonNull(schema(pipeline, stream).getJsonArray("examples"))
                .getJsonObject(0);
    }

    private Pipeline shop() {
        return Pipelines.shop(folder.resolve("shop"), "shop");
    }

    private Pipeline everything() {
        return Pipelines.read(folder.resolve("everything"), EVERYTHING);
    }
}
