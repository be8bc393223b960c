package dev.runnel.gateway.live;

import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each model reads, as far as the planner knows by now. Immutable.
 *
 * @param inputs model to the streams and models it reads; models not planned yet are absent
 */
record Lineage(Pipeline pipeline, Map<String, List<String>> inputs) {
    Lineage {
        inputs = Map.copyOf(inputs);
    }

    List<String> of(Model model) {
        return inputs.getOrDefault(model.name(), List.of());
    }

    /** The streams that a model reads, by itself or through other models. */
    Set<Stream> streams(Model model) {
        Set<Stream> found = new LinkedHashSet<>();
        collect(model.name(), found, new LinkedHashSet<>());
        return found;
    }

    private void collect(String name, Set<Stream> found, Set<String> seen) {
        if (!seen.add(name)) {
            return;
        }
        pipeline.stream(name).ifPresent(found::add);
        inputs.getOrDefault(name, List.of()).forEach(input -> collect(input, found, seen));
    }

    /** The node of a stream or model by its name. */
    String node(String name) {
        return pipeline.stream(name).isPresent() ? Nodes.stream(name) : Nodes.model(name);
    }
}
