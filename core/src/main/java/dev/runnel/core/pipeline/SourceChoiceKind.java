package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source, or the name of one of the {@code sources:} beside it. */
final class SourceChoiceKind implements Kind<SourceChoice> {
    private final EndpointKind endpoint;

    SourceChoiceKind(EndpointKind endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Optional<SourceChoice> read(Node node, Diagnostics out) {
        if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
            return Optional.of(new SourceChoice(Optional.empty(), scalar.text().strip(), node.at()));
        }
        return endpoint.read(node, out).map(e -> new SourceChoice(Optional.of(e), "", node.at()));
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "anyOf",
                List.of(
                        Map.of("type", "string", "description", "The name of one of the `sources:`."),
                        endpoint.schema()));
    }

    @Override
    public String title() {
        return "source, or the name of one";
    }
}
