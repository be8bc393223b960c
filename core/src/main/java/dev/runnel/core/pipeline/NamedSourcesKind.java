package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sources by name. A type is a name too: {@code kafka: {topic: a}} is what {@code kafka: {kafka: {topic: a}}} would be, so
 * that only the second source of a type needs another name.
 */
final class NamedSourcesKind implements Kind<Map<String, Endpoint>> {
    private final EndpointKind endpoint;

    NamedSourcesKind(EndpointKind endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Optional<Map<String, Endpoint>> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Mapping mapping)) {
            Kinds.wrongShape(node, "sources by name, such as 'generator: {...}' or 'test: { generator: {...} }'", out);
            return Optional.empty();
        }
        Map<String, Endpoint> sources = new LinkedHashMap<>();
        boolean whole = true;
        for (Node.Entry entry : mapping.entries()) {
            Node declared = entry.value();
            boolean isType = endpoint.knows(entry.key()) || !namesOne(declared);
            Optional<Endpoint> source =
                    isType ? endpoint.read(entry, out) : endpoint.read(((Node.Mapping) declared), out);
            source.ifPresent(s -> sources.put(entry.key(), s));
            whole &= source.isPresent();
        }
        return whole ? Optional.of(sources) : Optional.empty();
    }

    /** Whether what stands below a name is a source with its type. */
    private boolean namesOne(Node node) {
        return node instanceof Node.Mapping mapping
                && mapping.entries().size() == 1
                && endpoint.knows(mapping.entries().get(0).key());
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "type", "object", "properties", endpoint.optionSchemas(), "additionalProperties", endpoint.schema());
    }

    @Override
    public String title() {
        return "sources by name";
    }
}
