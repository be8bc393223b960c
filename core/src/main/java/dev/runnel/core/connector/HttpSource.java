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

    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "http",
            Role.SOURCE,
            "Records posted over HTTP, validated, and acknowledged once the log has them.",
            List.of(PATH, HEALTH, CORS),
            Set.of(Capability.PUSHED),
            List.of("http: { path: /collect, health: /ping }"));

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }
}
