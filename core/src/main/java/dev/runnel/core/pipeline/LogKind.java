package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code true}, {@code false}, or the topic's options. */
final class LogKind implements Kind<LogChoice> {
    private final Kind<Boolean> word = Kinds.bool();
    private final Kind<Settings> topic;

    LogKind(List<Option<?>> options) {
        this.topic = Kinds.record(options);
    }

    @Override
    public Optional<LogChoice> read(Node node, Diagnostics out) {
        if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
            return word.read(node, out).map(wanted -> new LogChoice(Optional.of(wanted), Settings.empty(node.at())));
        }
        return topic.read(node, out).map(settings -> new LogChoice(Optional.of(true), settings));
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("anyOf", List.of(word.schema(), topic.schema()));
    }

    @Override
    public String title() {
        return word.title() + ", or " + topic.title();
    }
}
