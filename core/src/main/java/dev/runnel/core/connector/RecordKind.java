package dev.runnel.core.connector;

import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping with declared options.
 *
 * @param options in the order to show them
 */
public record RecordKind(List<Option<?>> options) implements Kind<Settings> {
    public RecordKind {
        options = List.copyOf(options);
    }

    @Override
    public Optional<Settings> read(Node node, Diagnostics out) {
        return Options.read(node, options, out);
    }

    @Override
    public Map<String, Object> schema() {
        return Options.schema(options);
    }

    @Override
    public String title() {
        return "mapping";
    }
}
