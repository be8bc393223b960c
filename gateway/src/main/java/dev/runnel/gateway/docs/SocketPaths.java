package dev.runnel.gateway.docs;

import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The WebSockets that take records, as far as OpenAPI has words for them. */
final class SocketPaths {
    private static final String TALK =
            "Each text or binary message is one record, or an array of them, as a body of POST is. "
                    + "Each is answered in its order once Kafka has it: the receipt with `sequence`, the number of the message from 1; or "
                    + "`{\"sequence\":1,\"status\":\"refused\",\"correlation_id\":\"...\",\"problem\":{...}}`, and the connection lives on.";

    private SocketPaths() {}

    static JsonObject ofStream(Stream stream, String id) {
        return operation(id, "Send records of " + stream.name() + " (WebSocket)", stream.description());
    }

    static JsonObject ofGroups(Pipeline pipeline) {
        JsonArray groups = new JsonArray();
        pipeline.streams().forEach(stream -> groups.add(stream.group()));
        JsonObject parameter = new JsonObject()
                .put("name", HttpSource.GROUP_PARAMETER)
                .put("in", "query")
                .put("required", true)
                .put("schema", OpenApi.typed("string").put("enum", groups));
        JsonObject operation = operation("send_ws_group", "Send records of a group (WebSocket)", "")
                .put("parameters", new JsonArray().add(parameter));
        operation.getJsonObject("responses").put("404", OpenApi.problem("There is no such group."));
        return operation;
    }

    private static JsonObject operation(String id, String summary, String description) {
        return OpenApi.operation("collect", id, summary)
                .put("description", description.isEmpty() ? TALK : description + "\n\n" + TALK)
                .put(
                        "responses",
                        new JsonObject()
                                .put("101", new JsonObject().put("description", "The connection takes records."))
                                .put("403", OpenApi.problem("A page of another site asked."))
                                .put("426", OpenApi.problem("The request was no WebSocket upgrade."))
                                .put("503", OpenApi.problem("Too many of these WebSockets are open.")));
    }
}
