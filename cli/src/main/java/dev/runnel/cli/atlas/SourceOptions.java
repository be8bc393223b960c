package dev.runnel.cli.atlas;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a group says of its sources, as options of a connector. */
sealed interface SourceOptions permits FileOptions, DatabaseOptions, StreamingOptions {
    /** The connector's type. */
    String connector();

    Node.Mapping config();

    /** The keys of {@code source_config} that mean something. */
    Set<String> keys();

    /** The options of one dataset, with their values as YAML, in their order. */
    Map<String, String> of(Node.Mapping source);

    /** The topic that holds the records; empty where any will do. */
    default Optional<String> topic() {
        return Optional.empty();
    }

    /** Warns of keys that are passed over. */
    default void known(Diagnostics out) {
        config().entries().stream()
                .filter(entry -> !keys().contains(entry.key()))
                .forEach(entry -> out.warning(
                        Code.UNKNOWN_KEY,
                        entry.keyAt(),
                        "'" + entry.key() + "' is not taken over",
                        "known are "
                                + String.join(", ", keys().stream().sorted().toList())));
    }
}
