package dev.runnel.core.testing;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping from names of streams or models to rows, which are read when it is known what the names mean.
 *
 * @param wanted what to write, for messages
 * @param rows JSON Schema of what stands below a name
 */
record NodesKind(String wanted, Map<String, Object> rows) implements Kind<List<Node.Entry>> {

    @Override
    public Optional<List<Node.Entry>> read(Node node, Diagnostics out) {
        if (node instanceof Node.Scalar scalar && scalar.isNull()) {
            return Optional.of(List.of());
        }
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(mapping.entries());
        }
        Kinds.wrongShape(node, wanted, out);
        return Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", List.of("object", "null"), "additionalProperties", rows);
    }

    @Override
    public String title() {
        return "names";
    }
}
