package dev.runnel.gateway.invalid;

import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import java.util.List;
import java.util.Optional;

/**
 * What has invalid records.
 *
 * @param name of the stream or model
 * @param topic of its invalid records
 */
record Owner(String name, String topic) {
    static Owner of(Stream stream) {
        return new Owner(stream.name(), stream.invalidTopic());
    }

    /** The stream or model of that name. */
    static Optional<Owner> find(Pipeline pipeline, String name) {
        return pipeline.stream(name).map(Owner::of).or(() -> pipeline.models().stream()
                .filter(m -> m.name().equals(name))
                .map(m -> new Owner(name, Names.modelInvalidTopic(pipeline.name(), name)))
                .findFirst());
    }

    /** Every name. */
    static List<String> names(Pipeline pipeline) {
        return java.util.stream.Stream.concat(
                        pipeline.streams().stream().map(Stream::name),
                        pipeline.models().stream().map(m -> m.name()))
                .toList();
    }
}
