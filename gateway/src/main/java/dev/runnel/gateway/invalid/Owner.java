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
public record Owner(String name, String topic) {
    static Owner of(Stream stream) {
        return new Owner(stream.name(), stream.invalidTopic());
    }

    /** Everything that may have some: every stream, and every model with a destination. */
    public static List<Owner> all(Pipeline pipeline) {
        return java.util.stream.Stream.concat(
                        pipeline.streams().stream().map(Owner::of),
                        pipeline.models().stream()
                                .filter(m -> !m.destinations().isEmpty())
                                .map(m -> new Owner(m.name(), Names.modelInvalidTopic(pipeline.name(), m.name()))))
                .toList();
    }

    /** The stream or model of that name. */
    public static Optional<Owner> find(Pipeline pipeline, String name) {
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
