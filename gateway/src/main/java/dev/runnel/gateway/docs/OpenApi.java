package dev.runnel.gateway.docs;

import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.collect.Collect;
import dev.runnel.gateway.view.ViewRoutes;
import dev.runnel.schema.export.ContractJsonSchema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The gateway's addresses for one pipeline as an OpenAPI 3.1 document. */
final class OpenApi {
    private static final String JSON = "application/json";

    private final Pipeline pipeline;
    private final JsonObject paths = new JsonObject();
    private final JsonObject schemas = CommonSchemas.all();

    private OpenApi(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    static JsonObject of(Pipeline pipeline) {
        return new OpenApi(pipeline).document();
    }

    private JsonObject document() {
        pipeline.streams().forEach(this::describe);
        pipeline.models().forEach(this::describe);
        add(HttpSource.GROUPS, "get", SocketPaths.ofGroups(pipeline));
        query();
        operations();
        JsonArray tags = new JsonArray();
        for (String[] tag : new String[][] {
            {"collect", "Send records"},
            {"views", "Live results"},
            {"query", "SQL over what landed"},
            {"run", "Operation"}
        }) {
            tags.add(new JsonObject().put("name", tag[0]).put("description", tag[1]));
        }
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put(
                        "info",
                        new JsonObject()
                                .put("title", pipeline.name())
                                .put("description", pipeline.description())
                                .put("version", "1"))
                .put("servers", new JsonArray().add(new JsonObject().put("url", "/")))
                .put("tags", tags)
                .put("paths", paths)
                .put("components", new JsonObject().put("schemas", schemas));
    }

    private void describe(Stream stream) {
        JsonObject schema = new JsonObject(ContractJsonSchema.of(stream.contract()));
        PersonalData.mark(schema, stream.contract());
        Optional<JsonObject> example = ContractExample.of(stream.contract());
        example.ifPresent(e -> schema.put("examples", new JsonArray().add(e)));
        schemas.put(stream.name(), schema);
        for (String path : Collect.paths(stream)) {
            add(path, "post", collect(stream, path, example));
        }
        Collect.socketPaths(stream).forEach(path -> add(path, "get", SocketPaths.ofStream(stream, id("send", path))));
        stream.pushed()
                .filter(source -> source.connector() instanceof HttpSource)
                .flatMap(source -> source.settings().find(HttpSource.HEALTH))
                .ifPresent(this::health);
    }

    private void health(String path) {
        add(
                path,
                "get",
                operation("run", id("health", path), "Whether records are taken")
                        .put(
                                "responses",
                                new JsonObject()
                                        .put("200", answer("They are.", typed("object")))
                                        .put("503", answer("They are not.", typed("object")))));
    }

    private static JsonObject collect(Stream stream, String path, Optional<JsonObject> example) {
        JsonObject record = CommonSchemas.ref(stream.name());
        JsonObject one = new JsonObject()
                .put(
                        "schema",
                        new JsonObject()
                                .put(
                                        "anyOf",
                                        new JsonArray()
                                                .add(record)
                                                .add(typed("array").put("items", record))));
        JsonObject lines = new JsonObject().put("schema", CommonSchemas.text("One record a line."));
        example.ifPresent(e -> {
            one.put("example", e);
            lines.put("example", e.encode() + "\n");
        });
        return operation("collect", id("post", path), "Send records of " + stream.name())
                .put(
                        "description",
                        stream.description()
                                + "\n\nOne record, an array, or NDJSON; gzip too. Answers when Kafka has every record. Records "
                                + "that break the contract are kept among the invalid ones and counted; the answer is 200 all "
                                + "the same, also when none is valid.")
                .put("parameters", new JsonArray().add(correlation()))
                .put(
                        "requestBody",
                        new JsonObject()
                                .put("required", true)
                                .put("content", new JsonObject().put(JSON, one).put("application/x-ndjson", lines)))
                .put(
                        "responses",
                        new JsonObject()
                                .put("200", answer("Kafka has every record.", CommonSchemas.ref(CommonSchemas.RECEIPT)))
                                .put("400", problem("The body is not JSON; nothing of it was recorded."))
                                .put("413", problem("The body, a record or their number is too large."))
                                .put("415", problem("A content encoding other than gzip."))
                                .put("503", problem("Kafka does not answer; try again after `Retry-After` seconds.")));
    }

    private static JsonObject correlation() {
        return new JsonObject()
                .put("name", "X-Correlation-ID")
                .put("in", "header")
                .put("description", "A UUID to find the records by; made when absent.")
                .put("schema", new JsonObject().put("type", "string").put("format", "uuid"));
    }

    private void describe(Model model) {
        if (model.destinations("view").isEmpty()) {
            return;
        }
        JsonObject rows = model.oneRow() ? typed("object") : typed("array").put("items", typed("object"));
        for (String path : ViewRoutes.restPaths(model)) {
            add(
                    path,
                    "get",
                    operation("views", id("rows", path), (model.oneRow() ? "The row of " : "Rows of ") + model.name())
                            .put("description", model.description())
                            .put(
                                    "responses",
                                    new JsonObject()
                                            .put("200", answer(model.oneRow() ? "The row." : "All rows.", rows))));
        }
        ViewRoutes.healthPaths(model).forEach(this::health);
        for (String path : ViewRoutes.socketPaths(model)) {
            add(
                    path,
                    "get",
                    operation("views", id("follow", path), "Follow " + model.name() + " (WebSocket)")
                            .put(
                                    "responses",
                                    new JsonObject()
                                            .put(
                                                    "101",
                                                    new JsonObject()
                                                            .put(
                                                                    "description",
                                                                    "`{\"type\":\"snapshot\",\"rows\":[...]}`, then "
                                                                            + "`{\"type\":\"change\",\"upserts\":[...],\"deletes\":[...]}`"))
                                            .put("426", problem("The request was no WebSocket upgrade."))));
        }
    }

    private void query() {
        add(
                "/v1/query",
                "post",
                operation("query", "query", "Ask what landed")
                        .put("requestBody", body(CommonSchemas.ref(CommonSchemas.QUERY)))
                        .put(
                                "responses",
                                new JsonObject()
                                        .put("200", answer("The rows.", CommonSchemas.ref(CommonSchemas.QUERY_RESULT)))
                                        .put("400", problem("The statement is refused, or took too long."))
                                        .put("503", problem("Too many queries run already."))));
    }

    private void newestInvalid(String owners, String name) {
        String path = owners + name + "/invalid";
        JsonObject invalid = typed("array").put("items", CommonSchemas.ref(CommonSchemas.INVALID_RECORD));
        JsonObject limit = new JsonObject()
                .put("name", "limit")
                .put("in", "query")
                .put("schema", typed("integer").put("minimum", 1).put("default", 50));
        add(
                path,
                "get",
                operation("run", id("newest", path), "Newest invalid records of " + name)
                        .put("parameters", new JsonArray().add(limit))
                        .put("responses", new JsonObject().put("200", answer("Newest first.", invalid))));
    }

    private void operations() {
        pipeline.streams().forEach(s -> newestInvalid("/v1/streams/", s.name()));
        pipeline.models().forEach(m -> newestInvalid("/v1/models/", m.name()));
        pipeline.streams().forEach(this::state);
        add("/v1/invalid", "get", InvalidPaths.list());
        add("/v1/invalid/replay", "post", InvalidPaths.replay(pipeline));
        get("/v1/pipeline", "pipeline", "The pipeline", answer("Nodes, edges, contracts.", typed("object")));
        get("/healthz", "healthz", "The process lives", answer("It does.", typed("object")));
        get(
                "/readyz",
                "readyz",
                "Records are taken",
                answer(
                        "They are. `status` is `OK`, or `degraded` while sources give nothing, with them in `degraded`.",
                        typed("object")));
        JsonObject metrics = new JsonObject()
                .put("description", "OpenMetrics text.")
                .put(
                        "content",
                        new JsonObject()
                                .put("application/openmetrics-text", new JsonObject().put("schema", typed("string"))));
        get("/metrics", "metrics", "Metrics", metrics);
    }

    private void state(Stream stream) {
        String drift = "/v1/streams/" + stream.name() + "/drift";
        get(
                drift,
                id("drift", drift),
                "Fields that records of " + stream.name() + " have and its contract does not name",
                answer("Each with its count, its type, a sample, and the line of YAML for it.", typed("object")));
        if (stream.stopAfter().isPresent()) {
            String path = "/v1/streams/" + stream.name() + "/resume";
            add(
                    path,
                    "post",
                    operation("run", id("resume", path), "Take records of " + stream.name() + " again")
                            .put(
                                    "description",
                                    "After the stream has stopped for too many invalid records, and what is sent was mended.")
                            .put(
                                    "responses",
                                    new JsonObject()
                                            .put("204", new JsonObject().put("description", "It takes records."))
                                            .put("403", problem("A page of another site asked."))));
        }
    }

    private void get(String path, String id, String summary, JsonObject answer) {
        add(path, "get", operation("run", id, summary).put("responses", new JsonObject().put("200", answer)));
    }

    private void add(String path, String method, JsonObject operation) {
        if (!paths.containsKey(path)) {
            paths.put(path, new JsonObject());
        }
        paths.getJsonObject(path).put(method, operation);
    }

    static JsonObject operation(String tag, String id, String summary) {
        return new JsonObject()
                .put("tags", new JsonArray().add(tag))
                .put("operationId", id)
                .put("summary", summary);
    }

    static JsonObject body(JsonObject schema) {
        return new JsonObject()
                .put("required", true)
                .put("content", new JsonObject().put(JSON, new JsonObject().put("schema", schema)));
    }

    private static String id(String verb, String path) {
        return verb + path.replaceAll("[^A-Za-z0-9]+", "_");
    }

    static JsonObject typed(String type) {
        return new JsonObject().put("type", type);
    }

    static JsonObject answer(String description, JsonObject schema) {
        return new JsonObject()
                .put("description", description)
                .put("content", new JsonObject().put(JSON, new JsonObject().put("schema", schema)));
    }

    static JsonObject problem(String description) {
        return new JsonObject()
                .put("description", description)
                .put(
                        "content",
                        new JsonObject()
                                .put(
                                        "application/problem+json",
                                        new JsonObject().put("schema", CommonSchemas.ref(CommonSchemas.PROBLEM))));
    }
}
