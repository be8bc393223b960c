package dev.runnel.core.testing;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.Map;
import java.util.Optional;

/**
 * Anything, to be read later.
 *
 * @param schema the JSON Schema of what it should be
 */
record NodeKind(Map<String, Object> schema) implements Kind<Node> {

    @Override
    public Optional<Node> read(Node node, Diagnostics out) {
        return Optional.of(node);
    }

    @Override
    public String title() {
        return "list";
    }
}
