package dev.runnel.gateway.docs;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The schemas of what every pipeline's gateway says. */
final class CommonSchemas {
    static final String RECEIPT = "Receipt";
    static final String PROBLEM = "Problem";
    static final String QUERY = "Query";
    static final String QUERY_RESULT = "QueryResult";
    static final String INVALID_RECORD = "InvalidRecord";

    static final String INVALID_PAGE = "InvalidPage";
    static final String REPLAYED = "Replayed";

    private CommonSchemas() {}

    static JsonObject all() {
        return new JsonObject()
                .put(RECEIPT, receipt())
                .put(PROBLEM, problem())
                .put(QUERY, query())
                .put(QUERY_RESULT, queryResult())
                .put(INVALID_RECORD, invalidRecord())
                .put(INVALID_PAGE, invalidPage())
                .put(REPLAYED, replayed());
    }

    static JsonObject ref(String name) {
        return new JsonObject().put("$ref", "#/components/schemas/" + name);
    }

    static JsonObject text(String description) {
        return new JsonObject().put("type", "string").put("description", description);
    }

    private static JsonObject integer(String description) {
        return new JsonObject().put("type", "integer").put("minimum", 0).put("description", description);
    }

    private static JsonObject object(JsonObject properties, String... required) {
        JsonArray names = new JsonArray();
        for (String name : required) {
            names.add(name);
        }
        return new JsonObject()
                .put("type", "object")
                .put("properties", properties)
                .put("required", names);
    }

    private static JsonObject array(JsonObject items) {
        return new JsonObject().put("type", "array").put("items", items);
    }

    private static JsonObject receipt() {
        JsonObject error = object(
                new JsonObject()
                        .put("index", integer("Which record of the body, from 0."))
                        .put("code", text("Why it is invalid: one of a closed list."))
                        .put("field", text("Dotted path of the field; empty for the whole record."))
                        .put("message", text("For people.")),
                "index",
                "code",
                "field",
                "message");
        return object(
                new JsonObject()
                        .put(
                                "status",
                                new JsonObject()
                                        .put("const", "success")
                                        .put("description", "Kafka has every record, the valid and the invalid ones."))
                        .put(
                                "correlation_id",
                                new JsonObject().put("type", "string").put("format", "uuid"))
                        .put("processed_count", integer("Records in the body."))
                        .put("valid_count", integer("Records now in the log."))
                        .put("invalid_count", integer("Records now among the invalid ones."))
                        .put(
                                "elapsed_time",
                                new JsonObject().put("type", "number").put("description", "Seconds."))
                        .put(
                                "errors",
                                array(error)
                                        .put("maxItems", 10)
                                        .put("description", "The first violations; absent when all are valid.")),
                "status",
                "correlation_id",
                "processed_count",
                "valid_count",
                "invalid_count",
                "elapsed_time");
    }

    private static JsonObject problem() {
        return object(
                        new JsonObject()
                                .put(
                                        "type",
                                        new JsonObject().put("type", "string").put("format", "uri"))
                                .put("title", text("The kind of problem."))
                                .put("status", integer("The HTTP status."))
                                .put("detail", text("What was wrong this time, and what to do about it.")),
                        "type",
                        "title",
                        "status",
                        "detail")
                .put("description", "RFC 9457; `malformed-json` has `position`, `line` and `column` too.");
    }

    private static JsonObject query() {
        return object(
                new JsonObject()
                        .put("sql", text("One read-only statement."))
                        .put(
                                "limit",
                                new JsonObject()
                                        .put("type", "integer")
                                        .put("minimum", 1)
                                        .put("maximum", 10_000)
                                        .put("default", 1_000)),
                "sql");
    }

    private static JsonObject queryResult() {
        JsonObject column = object(
                new JsonObject()
                        .put("name", text("As in the statement."))
                        .put("type", text("The database's name of it.")),
                "name",
                "type");
        return object(
                new JsonObject()
                        .put("columns", array(column))
                        .put("rows", array(array(new JsonObject())))
                        .put("truncated", new JsonObject().put("type", "boolean"))
                        .put("elapsed_ms", integer("Milliseconds.")),
                "columns",
                "rows",
                "truncated",
                "elapsed_ms");
    }

    private static JsonObject invalidRecord() {
        return object(
                new JsonObject()
                        .put("partition", integer("Of the topic of invalid records."))
                        .put("offset", integer("In the partition."))
                        .put("received_at", integer("Epoch milliseconds."))
                        .put(
                                "correlation_id",
                                new JsonObject()
                                        .put(
                                                "type",
                                                new JsonArray().add("string").add("null")))
                        .put("stage", text("Where it failed."))
                        .put("code", text("Why it is invalid: one of a closed list."))
                        .put("field", text("Dotted path of the field; empty for the whole record."))
                        .put("message", text("For people."))
                        .put("destination", text("Which one refused it, `jdbc/0`; empty where none did."))
                        .put("value", text("The record's own text, cut at 4 KiB."))
                        .put("cut", new JsonObject().put("type", "boolean"))
                        .put("replayed", new JsonObject().put("type", "boolean")),
                "partition",
                "offset",
                "received_at",
                "code",
                "value");
    }

    private static JsonObject invalidPage() {
        JsonObject record = ref(INVALID_RECORD)
                .put(
                        "description",
                        "With `id`, `source`, and the whole of `value`, or `value_base64` where it is no text; `decoded` is the"
                                + " JSON that a record of a log in Avro, Protobuf or JSON Schema says.");
        return object(
                new JsonObject()
                        .put("records", array(record))
                        .put("scanned", integer("Records that were looked at."))
                        .put("left", integer("Offsets that are left to be looked at."))
                        .put("next", text("Where to go on; absent at the end.")),
                "records",
                "scanned");
    }

    private static JsonObject replayed() {
        JsonObject result = object(
                new JsonObject()
                        .put("id", text("The invalid record."))
                        .put(
                                "outcome",
                                text("replayed, valid (of a dry run), still_invalid, already_replayed, in_the_log or "
                                        + "not_mended."))
                        .put("code", text("Why it is still invalid."))
                        .put("field", text("Dotted path of the field."))
                        .put("message", text("For people."))
                        .put("value", text("What would be sent, in a dry run.")),
                "id",
                "outcome");
        return object(
                new JsonObject()
                        .put("dry_run", new JsonObject().put("type", "boolean"))
                        .put("matched", integer("Records that were looked at closely."))
                        .put("replayed", integer("Now in the stream's log."))
                        .put("valid", integer("Would be in the log, of a dry run."))
                        .put("still_invalid", integer("Stay as they are."))
                        .put("already_replayed", integer("Were replayed before, and not sent again."))
                        .put(
                                "in_the_log",
                                integer(
                                        "Failed behind the log, and are not sent again: their destination is not known, or gone."))
                        .put("not_mended", integer("Nothing could be set in them."))
                        .put("scanned", integer("Records that were looked at."))
                        .put("left", integer("Offsets that are left to be looked at."))
                        .put("next", text("Where to go on; absent at the end."))
                        .put("results", array(result)),
                "matched",
                "results");
    }
}
