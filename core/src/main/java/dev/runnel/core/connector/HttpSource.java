package dev.runnel.core.connector;

import java.util.List;
import java.util.Set;

/** Records posted to the gateway. Declared here because the gateway serves it and every other part only reads it. */
public final class HttpSource implements Connector {
    public static final Option<List<String>> PATH = Option.of(
                    "path",
                    Kinds.oneOrMore(Kinds.urlPath()),
                    "Paths that take a record or an array of them by POST, beside `/v1/streams/{stream}`.")
            .or(List.of());
    public static final Option<String> HEALTH =
            Option.of("health", Kinds.urlPath(), "A path that answers `{\"status\":\"OK\"}` while records are taken.");
    public static final Option<List<String>> CORS = Option.of(
                    "cors",
                    Kinds.oneOrMore(Kinds.string()),
                    "Origins whose pages may post, `https://shop.example.com`, or `*` for all.")
            .or(List.of());

    public static final Option<List<String>> WEBSOCKET = Option.of(
                    "websocket",
                    Kinds.oneOrMore(Kinds.urlPath()),
                    "Paths that take records by WebSocket, each message answered, beside `/v1/streams/{stream}/ws`.")
            .or(List.of());
    public static final Option<String> OCS_GROUP = Option.of(
            "ocs_group",
            Kinds.string(),
            "The name by which clients of Atlas find the stream, `/ws?ocs_group=NAME`; without it, the stream's.");

    /** The WebSocket at which a stream is found by the name of its group. */
    public static final String GROUPS = "/ws";

    public static final String GROUP_PARAMETER = "ocs_group";

    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "http",
            Role.SOURCE,
            "Records posted over HTTP or sent by WebSocket, validated, and acknowledged once the log has them.",
            List.of(PATH, WEBSOCKET, OCS_GROUP, HEALTH, CORS),
            Set.of(Capability.PUSHED),
            List.of(
                    "http: { path: /collect, health: /ping }",
                    "http: { websocket: /ws/orders, ocs_group: orders_stream, cors: \"https://shop.example.com\" }"));

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }
}
