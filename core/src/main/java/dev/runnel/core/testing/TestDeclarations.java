package dev.runnel.core.testing;

import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Options;
import dev.runnel.core.yaml.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Every key of a test, declared once; the reader and the JSON Schema are made from this. */
final class TestDeclarations {
    static final Option<String> DESCRIPTION = Option.of("description", Kinds.string(), "Why it must be so.");
    static final Option<Instant> NOW = Option.of(
                    "now", Kinds.instant(), "When the given records are received, unless they say `_received_at`.")
            .or(Instant.parse("2026-01-01T00:00:00Z"));

    static final Option<String> FILE = Option.of(
                    "file", Kinds.string(), "A file of records beside the test, one JSON object a line.")
            .needed();

    static final Option<Node> ROWS = Option.of(
                    "rows", new NodeKind(rows(Map.of("type", "object"))), "The rows, with the columns that matter.")
            .needed();
    static final Option<Boolean> ORDERED = Option.of(
                    "ordered", Kinds.bool(), "Whether the rows must come in the order written.")
            .or(false);

    static final Option<List<Node.Entry>> GIVEN = Option.of(
            "given",
            new NodesKind(
                    "names of streams, each with a list of records",
                    anyOf(
                            rows(Map.of("type", List.of("object", "string"))),
                            Map.of("type", "null"),
                            Options.schema(List.of(FILE)))),
            "Records by stream: as YAML, as a string that is the record's JSON (so that broken ones can be given), or"
                    + " `{ file: visits.ndjson }`.");
    static final Option<List<Node.Entry>> EXPECT = Option.of(
            "expect",
            new NodesKind(
                    "names of models or streams, each with a list of rows",
                    anyOf(
                            rows(Map.of("type", "object")),
                            Map.of("type", "null"),
                            Options.schema(List.of(ROWS, ORDERED)))),
            "Rows by model or stream, with the columns that matter, in any order; `{ ordered: true, rows: [...] }` in"
                    + " this one.");
    static final Option<List<Node.Entry>> INVALID = Option.of(
            "invalid",
            new NodesKind(
                    "names of streams or models, each with a list of invalid records",
                    anyOf(rows(invalidRow()), Map.of("type", "null"))),
            "Invalid records by stream, or by model with data checks: stage, code, field, message, original; one that"
                    + " is not named must have none.");

    private TestDeclarations() {}

    static List<Option<?>> test() {
        return List.of(DESCRIPTION, NOW, GIVEN, EXPECT, INVALID);
    }

    private static Map<String, Object> invalidRow() {
        Map<String, Object> columns = new java.util.TreeMap<>();
        InvalidColumns.TYPE.fields().forEach(f -> columns.put(f.name(), Map.of("type", "string")));
        return Map.of("type", "object", "additionalProperties", false, "properties", columns);
    }

    private static Map<String, Object> rows(Map<String, Object> row) {
        return Map.of("type", "array", "items", row);
    }

    @SafeVarargs
    private static Map<String, Object> anyOf(Map<String, Object>... choices) {
        return Map.of("anyOf", List.of(choices));
    }
}
