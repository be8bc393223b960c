package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Role;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source or destination: a mapping with one key, the connector's type, and its options below. */
final class EndpointKind implements Kind<Endpoint> {
    private final Role role;
    private final Connectors connectors;

    EndpointKind(Role role, Connectors connectors) {
        this.role = role;
        this.connectors = connectors;
    }

    @Override
    public Optional<Endpoint> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().size() != 1) {
            Kinds.wrongShape(node, "one " + role.id() + ", such as '" + example() + "'", out);
            return Optional.empty();
        }
        return read(mapping.entries().get(0), out);
    }

    /** Whether a connector of the type is there. */
    boolean knows(String type) {
        return connectors.find(role, type).isPresent();
    }

    /** One of a type, which is the key, with its options below. */
    Optional<Endpoint> read(Node.Entry entry, Diagnostics out) {
        Optional<Connector> connector = connectors.find(role, entry.key());
        if (connector.isEmpty()) {
            out.unknown(Code.UNKNOWN_CONNECTOR, entry.keyAt(), role.id(), entry.key(), types());
            return Optional.empty();
        }
        return Options.read(entry.value(), connector.get().spec().options(), out)
                .map(settings -> new Endpoint(connector.get(), settings, entry.keyAt()));
    }

    private List<String> types() {
        return connectors.of(role).stream().map(c -> c.spec().type()).toList();
    }

    private String example() {
        return connectors.of(role).stream()
                .flatMap(c -> c.spec().examples().stream())
                .findFirst()
                .orElse(role.id() + ": {}");
    }

    @Override
    public Map<String, Object> schema() {
        List<Object> choices = new ArrayList<>();
        optionSchemas()
                .forEach((type, options) -> choices.add(Map.of(
                        "type",
                        "object",
                        "additionalProperties",
                        false,
                        "required",
                        List.of(type),
                        "properties",
                        Map.of(type, options))));
        return Map.of("anyOf", choices);
    }

    /** The schema of the options of each type. */
    Map<String, Object> optionSchemas() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        for (Connector connector : connectors.of(role)) {
            Map<String, Object> options =
                    new LinkedHashMap<>(Options.schema(connector.spec().options()));
            options.put("description", connector.spec().summary());
            if (connector.spec().options().stream().noneMatch(o -> o.required())) {
                options.put("type", List.of("object", "null"));
            }
            schemas.put(connector.spec().type(), options);
        }
        return schemas;
    }

    @Override
    public String title() {
        return role.id();
    }
}
