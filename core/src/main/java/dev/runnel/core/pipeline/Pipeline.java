package dev.runnel.core.pipeline;

import dev.runnel.core.environment.RegistryAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder's {@code runnel.yaml}, read and checked.
 *
 * @param name lower-case, the prefix of topics, groups and tables
 * @param directory the folder
 * @param site folder of static files that the gateway serves under {@code /site/}
 * @param registry the schema registry; empty where the gateway's own one serves
 */
public record Pipeline(
        String name,
        String description,
        Path directory,
        List<Stream> streams,
        List<Model> models,
        Optional<Path> site,
        Optional<RegistryAddress> registry) {
    public Pipeline {
        streams = List.copyOf(streams);
        models = List.copyOf(models);
    }

    /** A pipeline whose schema registry is the gateway's own. */
    public Pipeline(
            String name,
            String description,
            Path directory,
            List<Stream> streams,
            List<Model> models,
            Optional<Path> site) {
        this(name, description, directory, streams, models, site, Optional.empty());
    }

    public Optional<Stream> stream(String name) {
        return streams.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    public Optional<Model> model(String name) {
        return models.stream().filter(m -> m.name().equals(name)).findFirst();
    }
}
