package dev.runnel.cli.atlas;

import dev.runnel.core.yaml.Node;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records that are sent by WebSocket: {@code source_type: streaming}.
 *
 * @param group the name by which clients find the stream; the topic's name too
 */
record StreamingOptions(Node.Mapping config, String group) implements SourceOptions {
    @Override
    public String connector() {
        return "http";
    }

    @Override
    public Set<String> keys() {
        return Set.of("format");
    }

    @Override
    public Map<String, String> of(Node.Mapping source) {
        return Map.of("ocs_group", Words.quoted(group));
    }

    @Override
    public Optional<String> topic() {
        return Optional.of(group);
    }
}
