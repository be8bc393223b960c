package dev.runnel.gateway.docs;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The addresses that find and replay invalid records. */
final class InvalidPaths {
    private static final String WHERE =
            "A condition in SQL over the columns id, stage, code, field, message, received_at, "
                    + "correlation_id, source, destination, original, original_bytes, _partition, _offset and replayed.";
    private static final String AFTER = "What `next` of the answer before was.";

    private InvalidPaths() {}

    static JsonObject list() {
        JsonArray parameters = new JsonArray()
                .add(parameter("stream", CommonSchemas.text("A stream or a model."))
                        .put("required", true))
                .add(parameter("where", CommonSchemas.text(WHERE)))
                .add(parameter("limit", limit(50)))
                .add(parameter("after", CommonSchemas.text(AFTER)));
        return OpenApi.operation("run", "listInvalid", "Find invalid records")
                .put("parameters", parameters)
                .put(
                        "responses",
                        new JsonObject()
                                .put(
                                        "200",
                                        OpenApi.answer(
                                                "Newest first, each whole.",
                                                CommonSchemas.ref(CommonSchemas.INVALID_PAGE)))
                                .put("400", OpenApi.problem("The condition or the request is refused."))
                                .put("503", OpenApi.problem("Kafka does not answer, or too much is asked at once.")));
    }

    static JsonObject replay(Pipeline pipeline) {
        JsonObject value = new JsonObject().put("description", "Any JSON value.");
        JsonObject record = new JsonObject()
                .put("type", "object")
                .put(
                        "properties",
                        new JsonObject()
                                .put("id", CommonSchemas.text("The invalid record."))
                                .put(
                                        "value",
                                        CommonSchemas.text("What is sent for it: JSON, also where the log is Avro or"
                                                + " Protobuf, which it is then written in."))
                                .put("value_base64", CommonSchemas.text("The same, for bytes that are no text.")))
                .put("required", new JsonArray().add("id"));
        JsonObject body = new JsonObject()
                .put("type", "object")
                .put(
                        "properties",
                        new JsonObject()
                                .put("stream", streams(pipeline))
                                .put("where", CommonSchemas.text(WHERE))
                                .put(
                                        "set",
                                        OpenApi.typed("object")
                                                .put("additionalProperties", value)
                                                .put("description", "Paths in the record to what is set there."))
                                .put("records", OpenApi.typed("array").put("items", record))
                                .put(
                                        "again",
                                        OpenApi.typed("boolean")
                                                .put("default", false)
                                                .put(
                                                        "description",
                                                        "Send what a destination refused (stage write) for every reader of the log; every "
                                                                + "model and destination sees it a second time."))
                                .put("dry_run", OpenApi.typed("boolean").put("default", false))
                                .put("after", CommonSchemas.text(AFTER))
                                .put("limit", limit(500)))
                .put("required", new JsonArray().add("stream"));
        return OpenApi.operation("run", "replayInvalid", "Replay invalid records")
                .put(
                        "description",
                        "Validates records again, byte for byte or mended, and sends the valid ones into the stream's log, each "
                                + "once however often it is asked; what one destination refused serves that one alone. What is still "
                                + "invalid stays as it is. While the answer has a "
                                + "`next`, ask again with it as `after`.")
                .put("requestBody", OpenApi.body(body))
                .put(
                        "responses",
                        new JsonObject()
                                .put(
                                        "200",
                                        OpenApi.answer(
                                                "What became of each.", CommonSchemas.ref(CommonSchemas.REPLAYED)))
                                .put("400", OpenApi.problem("The condition or the request is refused."))
                                .put("403", OpenApi.problem("A page of another site asked."))
                                .put("503", OpenApi.problem("Kafka does not answer, or another replay runs.")));
    }

    private static JsonObject streams(Pipeline pipeline) {
        JsonArray names = new JsonArray();
        pipeline.streams().stream().map(Stream::name).forEach(names::add);
        return OpenApi.typed("string").put("enum", names);
    }

    private static JsonObject limit(int usual) {
        return OpenApi.typed("integer").put("minimum", 1).put("maximum", 1_000).put("default", usual);
    }

    private static JsonObject parameter(String name, JsonObject schema) {
        return new JsonObject().put("name", name).put("in", "query").put("schema", schema);
    }
}
