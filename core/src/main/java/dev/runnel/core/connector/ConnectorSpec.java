package dev.runnel.core.connector;

import java.util.List;
import java.util.Set;

/**
 * What a connector declares about itself, once.
 *
 * @param type the key in YAML, {@code lake}
 * @param summary one sentence
 * @param options every option, in the order to show them
 * @param examples YAML fragments that the tests check
 */
public record ConnectorSpec(
        String type,
        Role role,
        String summary,
        List<Option<?>> options,
        Set<Capability> capabilities,
        List<String> examples) {
    public ConnectorSpec {
        options = List.copyOf(options);
        capabilities = Set.copyOf(capabilities);
        examples = List.copyOf(examples);
    }
}
