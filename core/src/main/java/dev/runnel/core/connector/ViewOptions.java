package dev.runnel.core.connector;

import java.util.List;
import java.util.Set;

/**
 * The options of a view: a model's live result, written by the engine to a compacted topic and served by the gateway.
 * Declared here because both read it.
 */
public final class ViewOptions {
    public static final Option<String> PATH = Option.of(
            "path",
            Kinds.urlPath(),
            "The path that answers the rows as a JSON array; the row as an object where the model's key is `[]`.");
    public static final Option<String> WEBSOCKET =
            Option.of("websocket", Kinds.urlPath(), "The path that sends a snapshot, then each change.");
    public static final Option<String> HEALTH = Option.of(
            "health",
            Kinds.urlPath(),
            "A path that answers `{\"status\":\"OK\"}`, with the columns of a result of one row, while the log takes records.");
    public static final Option<Integer> KEEP = Option.of(
                    "keep", Kinds.integer(1, 1_000_000), "Most rows kept; the oldest go first.")
            .or(10_000);

    public static final Option<String> CHART_X = Option.of("x", Kinds.string(), "The column along the horizontal axis.")
            .needed();
    public static final Option<String> CHART_Y =
            Option.of("y", Kinds.string(), "The column whose values are drawn.").needed();
    public static final Option<String> CHART_BY =
            Option.of("by", Kinds.string(), "The column that makes one line each.");
    public static final Option<Settings> CHART =
            Option.of("chart", Kinds.record(List.of(CHART_X, CHART_Y, CHART_BY)), "How the dashboard draws the view.");

    public static final ConnectorSpec SPEC = new ConnectorSpec(
            "view",
            Role.DESTINATION,
            "A live result, served by REST and WebSocket and drawn on the dashboard.",
            List.of(PATH, WEBSOCKET, HEALTH, KEEP, CHART),
            Set.of(Capability.APPEND, Capability.UPSERT, Capability.EXACTLY_ONCE),
            List.of("view: { path: /stats, websocket: /ws/stream, chart: { x: minute, y: events, by: type } }"));

    private ViewOptions() {}
}
